using System.Collections.Frozen;
using System.Text;

namespace Rebato.Documents.OpenXml;

/// <summary>
/// Field codes (ECMA-376 part 1, 17.16): those that lay out the document stay; any other is replaced by what it shows,
/// for its code can hold paths, queries, bibliographic records or the text of the branch not taken.
/// </summary>
internal static class WordFields
{
    private static readonly FrozenSet<string> Kept = new[]
    {
        "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "REF", "PAGEREF", "NOTEREF", "SEQ", "DATE", "TIME", "STYLEREF", "HYPERLINK", "FORMTEXT", "FORMCHECKBOX",
        "FORMDROPDOWN", "SYMBOL", "=", "EQ", "INDEX", "TOA", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "ADVANCE", "DISPLAYBARCODE", "SHAPE",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private sealed record Field(List<XElement> Marks, StringBuilder Code)
    {
        public bool InResult { get; set; }
    }

    public static void Clean(OpcPart part, XNamespace w, Scrubbing scrubbing)
    {
        foreach (var simple in part.Root.Descendants(w + "fldSimple").ToList())
        {
            if (Stays((string?)simple.Attribute(w + "instr") ?? "")) continue;
            scrubbing.Removed("field-code", part.Name, (string?)simple.Attribute(w + "instr"));
            simple.ReplaceWith(simple.Nodes());
        }
        var open = new Stack<Field>();
        foreach (var piece in part.Root.Descendants(w + "r").SelectMany(r => r.Elements()).Where(e => e.Name != w + "rPr").ToList())
            Step(piece, open, part, w, scrubbing);
    }

    private static void Step(XElement piece, Stack<Field> open, OpcPart part, XNamespace w, Scrubbing scrubbing)
    {
        var mark = piece.Name == w + "fldChar" ? (string?)piece.Attribute(w + "fldCharType") : null;
        foreach (var outer in open.Where(f => !f.InResult)) outer.Marks.Add(piece);
        if (mark == "begin")
        {
            open.Push(new([piece], new()));
            return;
        }
        if (!open.TryPeek(out var field)) return;
        if (piece.Name == w + "instrText" && !field.InResult) field.Code.Append(piece.Value);
        if (mark is "separate" or "end" && field.InResult) field.Marks.Add(piece);
        if (mark == "separate") field.InResult = true;
        if (mark != "end") return;
        open.Pop();
        if (Stays(field.Code.ToString())) return;
        scrubbing.Removed("field-code", part.Name, field.Code.ToString());
        foreach (var gone in field.Marks.Where(m => m.Parent is not null)) Remove(gone, w);
    }

    private static void Remove(XElement piece, XNamespace w)
    {
        var run = piece.Parent!;
        piece.Remove();
        if (run.Elements().All(e => e.Name == w + "rPr")) run.Remove();
    }

    private static bool Stays(string code)
    {
        var words = code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return true;
        if (words[0].StartsWith('=')) return true;
        if (!Kept.Contains(words[0])) return false;
        if (!words[0].Equals("HYPERLINK", StringComparison.OrdinalIgnoreCase)) return true;
        var target = words.Skip(1).FirstOrDefault(x => !x.StartsWith('\\'))?.Trim('"') ?? "";
        return code.Contains("\\l", StringComparison.Ordinal) && target.Length > 0 && !target.Contains(':') || !RelationshipRules.IsLocal(target.Replace("\\\\", "\\", StringComparison.Ordinal));
    }
}
