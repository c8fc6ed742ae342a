using System.Collections.Frozen;

namespace Rebato.Documents.OpenXml;

/// <summary>
/// Which relationships of an OOXML package may stay. What is not known goes, with the part it leads to: an unknown part
/// never passes as clean.
/// </summary>
internal static class RelationshipRules
{
    private static readonly FrozenSet<string> Kept = Set(
        "officeDocument styles stylesWithEffects numbering settings webSettings fontTable theme themeOverride header footer footnotes endnotes",
        "image chart chartEx chartUserShapes chartStyle chartColorStyle diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing font",
        "worksheet chartsheet dialogsheet sharedStrings drawing table sheetMetadata vmlDrawing featurePropertyBag",
        "slide slideLayout slideMaster notesMaster handoutMaster presProps tableStyles media video audio legacyDiagramText");

    private static readonly FrozenSet<string> Hidden = Set("notesSlide glossaryDocument pivotTable pivotCacheDefinition pivotCacheRecords slicer slicerCache timeline timelineCache");
    private static readonly FrozenSet<string> Review = Set("comments commentAuthors authors");
    private static readonly FrozenSet<string> Embedded = Set("package oleObject");

    private static readonly FrozenDictionary<string, string> Dropped = new Dictionary<string, string>
    {
        ["core-properties"] = "document-property",
        ["extended-properties"] = "document-property",
        ["custom-properties"] = "custom-property",
        ["thumbnail"] = "thumbnail",
        ["customXml"] = "custom-xml",
        ["customXmlProps"] = "custom-xml",
        ["people"] = "author",
        ["person"] = "author",
        ["threadedComment"] = "comment",
        ["printerSettings"] = "printer-settings",
        ["attachedTemplate"] = "template",
        ["mailMergeSource"] = "mail-merge",
        ["mailMergeHeaderSource"] = "mail-merge",
        ["recipientData"] = "mail-merge",
        ["keyMapCustomizations"] = "active-content",
        ["attachedToolbars"] = "active-content",
        ["vbaProject"] = "active-content",
        ["wordVbaData"] = "active-content",
        ["control"] = "active-content",
        ["activeXControlBinary"] = "active-content",
        ["ctrlProp"] = "active-content",
        ["xlMacrosheet"] = "active-content",
        ["xlIntlMacrosheet"] = "active-content",
        ["extensibility"] = "active-content",
        ["ui"] = "active-content",
        ["webextension"] = "active-content",
        ["webextensiontaskpanes"] = "active-content",
        ["externalLink"] = "external-link",
        ["connections"] = "connection",
        ["queryTable"] = "connection",
        ["xmlMaps"] = "custom-xml",
        ["powerPivotData"] = "data-model",
        ["customProperty"] = "custom-property",
        ["revisionHeaders"] = "tracked-change",
        ["revisionLog"] = "tracked-change",
        ["usernames"] = "author",
        ["calcChain"] = "calculation-chain",
        ["volatileDependencies"] = "connection",
        ["tags"] = "custom-property",
        ["viewProps"] = "view-settings",
        ["changesInfo"] = "tracked-change",
        ["revisionInfo"] = "revision-ids",
        ["slideUpdateInfo"] = "external-link",
        ["hdphoto"] = "picture-original",
        ["subDocument"] = "external-link",
        ["frame"] = "external-link",
        ["documentTasks"] = "comment",
        ["classificationlabels"] = "document-property",
        ["customUI"] = "active-content",
        ["commentsExtended"] = "comment",
        ["commentsIds"] = "comment",
        ["commentsExtensible"] = "comment",
        ["customData"] = "custom-property",
        ["customDataProps"] = "custom-property",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Null when it stays; otherwise the code of the finding under which it goes.</summary>
    public static string? Fault(Relationship r, CleaningPolicy policy) => r switch
    {
        _ when Dropped.TryGetValue(r.Kind, out var code) => code,
        { IsExternal: true } => ExternalFault(r),
        _ when Kept.Contains(r.Kind) || r.Kind == "hyperlink" => null,
        _ when Embedded.Contains(r.Kind) => policy.KeepsEmbedded && r.Kind == "package" ? null : "embedded-file",
        _ when Review.Contains(r.Kind) => policy.KeepsReview ? null : "comment",
        _ when Hidden.Contains(r.Kind) => policy.KeepsHidden ? null : HiddenCode(r.Kind),
        _ => "unknown-part",
    };

    private static string? ExternalFault(Relationship r) => r.Kind switch
    {
        "hyperlink" when IsLocal(r.Target) => "local-link",
        "hyperlink" => null,
        "video" or "audio" or "media" when !IsLocal(r.Target) => null,
        "image" => "external-image",
        _ => "external-link",
    };

    /// <summary>A path or host that only means something inside the town hall, and says how its network is made.</summary>
    public static bool IsLocal(string target)
    {
        var url = target.Trim();
        if (url.Length == 0 || url.StartsWith('#')) return false;
        if (url.Contains('\\') || url.StartsWith("//", StringComparison.Ordinal) || (url.Length > 1 && url[1] == ':')) return true;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)) return true;
        if (uri.Scheme is "mailto" or "tel") return false;
        if (uri.Scheme is not ("http" or "https" or "ftp")) return true;
        return !uri.Host.Contains('.') || uri.Host.EndsWith(".local", StringComparison.Ordinal) || uri.Host.EndsWith(".lan", StringComparison.Ordinal)
            || (System.Net.IPAddress.TryParse(uri.Host, out var ip) && IsPrivate(ip.GetAddressBytes()));
    }

    private static bool IsPrivate(byte[] ip) => ip is [10 or 127, _, _, _] or [192, 168, _, _] or [172, >= 16 and <= 31, _, _];

    private static string HiddenCode(string kind) => kind switch
    {
        "notesSlide" => "notes",
        "glossaryDocument" => "building-blocks",
        _ => "pivot-cache",
    };

    private static FrozenSet<string> Set(params string[] lines) => lines.SelectMany(l => l.Split(' ')).ToFrozenSet(StringComparer.Ordinal);
}
