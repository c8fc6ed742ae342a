using System.Collections.Frozen;
using UglyToad.PdfPig.Tokens;

namespace Rebato.Documents.Pdf;

/// <summary>Which keys of which dictionaries stay (ISO 32000-1). Known kinds have a list of what stays; the rest, one of what goes.</summary>
internal sealed class PdfRules(PdfGraph graph)
{
    private static readonly FrozenDictionary<string, string> Gone = new Dictionary<string, string>
    {
        ["Metadata"] = "xmp",
        ["PieceInfo"] = "private-data",
        ["LastModified"] = "date",
        ["AA"] = "active-content",
        ["AF"] = "attachment",
        ["Thumb"] = "thumbnail",
        ["JS"] = "javascript",
        ["OPI"] = "file-path",
        ["Measure"] = "gps",
        ["PtData"] = "gps",
        ["Alternates"] = "hidden-object",
        ["SpiderInfo"] = "private-data",
        ["CreatorInfo"] = "software",
        ["LegalAttestation"] = "private-data",
        ["VP"] = "private-data",
        ["XFA"] = "form-data",
        ["Ref"] = "external-link",
        ["Beads"] = "private-data",
        ["V"] = "form-data",
        ["DV"] = "form-data",
        ["RV"] = "form-data",
        ["I"] = "form-data",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Catalog = Set("Type Version Extensions Pages PageLabels Names Dests ViewerPreferences PageLayout PageMode Outlines OpenAction AcroForm StructTreeRoot MarkInfo Lang OutputIntents OCProperties Metadata");
    private static readonly FrozenSet<string> Page = Set("Type Parent Resources MediaBox CropBox BleedBox TrimBox ArtBox Contents Rotate Group Annots StructParents Tabs UserUnit Dur Trans");
    private static readonly FrozenSet<string> Outline = Set("Title Parent Prev Next First Last Count Dest A C F SE");
    private static readonly FrozenSet<string> Element = Set("Type S P Pg K A C R Lang Alt E ActualText ID NS Ref Phoneme PhoneticAlphabet");
    private static readonly FrozenSet<string> Link = Set("Type Subtype Rect QuadPoints Border BS C H A Dest F StructParent P AP AS OC Contents");
    private static readonly FrozenSet<string> Widget = Set("Type Subtype Rect F P StructParent AP AS Border BS MK DA Q FT Ff T TU V DV Opt TI I MaxLen Parent Kids DR DS RV H C OC");
    private static readonly FrozenSet<string> EmptyWidget = Widget.Except(["V", "DV", "RV", "I"]).ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Form = Set("Fields DR DA Q NeedAppearances");
    private static readonly FrozenSet<string> File = Set("Type F UF EF AFRelationship");
    private static readonly FrozenSet<string> Layer = Set("Type Name Intent Usage");
    private static readonly FrozenSet<string> LayerTree = Set("OCGs D");
    private static readonly FrozenSet<string> Action = Set("Type S D SD URI N");

    /// <summary>The dictionary with what stays; what goes is reported.</summary>
    public IEnumerable<KeyValuePair<string, IToken>> Filter(DictionaryToken d, string role, string place)
    {
        var allowed = Allowed(d, ref role);
        foreach (var (key, value) in d.Data.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (role == "Names" && key == "Dests") yield return new(key, value);
            else if (role == "Names" && !(key == "EmbeddedFiles" && graph.Scrubbing.Policy.KeepsEmbedded)) Report(key == "JavaScript" ? "javascript" : key == "EmbeddedFiles" ? "attachment" : "private-data", place + "/Names/" + key, value);
            else if (key is "A" or "OpenAction" && role is not "Element" && graph.Resolve(value) is DictionaryToken action && !IsHarmless(action)) ReportAction(action, place);
            else if (role != "Action" && key is "V" or "DV" or "RV" or "I" && allowed == EmptyWidget && graph.Words(value).Length == 0) continue;
            else if (allowed is not null && !allowed.Contains(key)) Report(Gone.GetValueOrDefault(key, "private-data"), $"{place}/{key}", value);
            else if (allowed is null && key is not ("V" or "DV" or "RV" or "I") && Gone.TryGetValue(key, out var gone)) Report(gone, $"{place}/{key}", value);
            else if (key.StartsWith("PTEX.", StringComparison.Ordinal)) Report("file-path", $"{place}/{key}", value);
            else yield return new(key, value);
        }
    }

    private FrozenSet<string>? Allowed(DictionaryToken d, ref string role)
    {
        var (type, subtype) = (graph.Name(d, "Type"), graph.Name(d, "Subtype"));
        if (role is "Catalog") return Catalog;
        if (role is "AcroForm") return Form;
        if (role is "OCProperties") return LayerTree;
        if (role is "Action") return Action;
        if (type is "Page") return Page;
        if (type is "OCG") return Layer;
        if (type is "Filespec" or "F" || d.Data.ContainsKey("EF")) return File;
        if (subtype == "Link" && d.Data.ContainsKey("Rect")) return Link;
        if (subtype == "Widget" || (d.Data.ContainsKey("FT") && d.Data.ContainsKey("T")) || (d.Data.ContainsKey("T") && d.Data.ContainsKey("Kids")))
            return graph.Scrubbing.Policy.KeepsForms && graph.Name(d, "FT") != "Sig" ? Widget : EmptyWidget;
        if (d.Data.ContainsKey("Title") && d.Data.ContainsKey("Parent")) return Outline;
        if (type == "StructElem" || (d.Data.ContainsKey("S") && d.Data.ContainsKey("P") && graph.Value(d, "S") is NameToken && d.Data["P"] is IndirectReferenceToken))
        {
            role = "Element";
            return Element;
        }
        return null;
    }

    /// <summary>What a value is, when its key says so and nothing inside it does.</summary>
    public string RoleOf(string key, IToken value, string parent) => key switch
    {
        "A" or "OpenAction" => graph.Resolve(value) is DictionaryToken action && action.Data.ContainsKey("S") && !action.Data.ContainsKey("O") ? "Action" : "",
        "Names" => parent == "Catalog" ? key : "",
        "AcroForm" or "OCProperties" or "Contents" or "EF" => key,
        _ => parent == "EF" ? "EmbeddedFile" : "",
    };

    /// <summary>Actions that only move the reader around, or to a public address.</summary>
    public bool IsHarmless(DictionaryToken action) => graph.Name(action, "S") switch
    {
        "GoTo" or "Named" => true,
        "URI" => !OpenXml.RelationshipRules.IsLocal(graph.Words(action, "URI")),
        _ => false,
    };

    public void ReportAction(DictionaryToken action, string place)
    {
        var kind = graph.Name(action, "S");
        graph.Scrubbing.Removed(kind switch { "JavaScript" => "javascript", "URI" => "local-link", "GoToR" or "Launch" or "GoToE" => "file-path", _ => "link-action" }, place, $"{kind} {graph.Words(action)}");
    }

    private void Report(string code, string place, IToken value)
    {
        var words = code == "xmp" && graph.Resolve(value) is StreamToken packet && graph.Decode(packet) is { } bytes ? Text.Printable.Of(bytes) : graph.Words(value);
        graph.Scrubbing.Removed(code, place, words);
    }

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
