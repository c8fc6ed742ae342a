using System.Collections.Frozen;

namespace Rebato.Documents;

/// <summary>The vocabulary of findings: every code with its danger. Sentences live in the resources under the same keys.</summary>
public static class FindingCodes
{
    private static readonly string[] Low =
    [
        "alt-text", "archive-dates", "bidi-marks", "byte-order-mark", "calculation-chain", "colour-profile", "document-id", "drawing-name",
        "editing-time", "encoder", "font-data", "language", "padding", "private-data", "revision-ids", "software", "style-name", "title-kept",
        "unused-strings", "view-settings", "web-link", "orientation",
    ];

    private static readonly string[] Medium =
    [
        "author", "camera", "custom-property", "custom-xml", "date", "description", "document-property", "document-variables", "external-image",
        "field-code", "form-field", "identifier", "invisible-characters", "keywords", "last-modified-by", "mail-header", "mail-route",
        "media-tags", "organisation", "printer-settings", "software-path", "template", "thumbnail", "title", "unknown-part", "xml-comment",
        "xmp", "iptc", "exif", "image-comment", "archive-comment", "trailing-data", "orphan-data", "link-action", "cropped-picture", "local-link",
        "link", "email", "phone", "plate", "recipients", "signature", "tracker", "formula-frozen", "building-blocks", "cover-art", "annotation-author",
    ];

    private static readonly string[] High =
    [
        "active-content", "annotation", "attachment", "bcc", "comment", "connection", "data-model", "deleted-text", "dni", "embedded-file",
        "external-link", "file-path", "form-data", "gps", "hidden-layer", "text-unread", "hidden-name", "hidden-object", "hidden-sheet", "hidden-slide",
        "hidden-rows", "hidden-columns", "hidden-text", "iban", "javascript", "mail-merge", "nie", "notes", "off-slide", "picture-original",
        "pivot-cache", "previous-revision", "previous-version", "scenario", "special-category", "text-under-box", "timed-metadata",
        "tracked-change", "invisible-text", "motion-picture", "legacy-record", "private-key",
    ];

    private static readonly FrozenDictionary<string, Danger> Dangers = Table().ToFrozenDictionary();

    /// <summary>Every code there is.</summary>
    public static IEnumerable<string> All => Dangers.Keys;

    /// <summary>How dangerous <paramref name="code"/> is; throws for a code that is not in the vocabulary.</summary>
    public static Danger DangerOf(string code) => Dangers[code];

    private static Dictionary<string, Danger> Table()
    {
        var table = new Dictionary<string, Danger>();
        foreach (var code in Low) table.Add(code, Danger.Low);
        foreach (var code in Medium) table.Add(code, Danger.Medium);
        foreach (var code in High) table.Add(code, Danger.High);
        return table;
    }
}
