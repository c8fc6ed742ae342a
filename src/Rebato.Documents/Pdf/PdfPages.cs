using System.Globalization;
using System.Text;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Rebato.Documents.Pdf;

/// <summary>
/// Annotations and form fields, page by page. Links stay; attachments, sounds and notes go; anything else that shows on the
/// page is drawn into it, so that the reader sees the same and neither author nor text nor value is left behind.
/// </summary>
internal sealed class PdfPages(PdfGraph graph, PdfRules rules, PdfLayers layers)
{
    private const int Hidden = 2, NoView = 32;
    private static readonly string[] SignatureWords = ["Name", "Reason", "Location", "M"];
    private static readonly double[] Upright = [1, 0, 0, 1, 0, 0];

    public void Clean()
    {
        foreach (var (reference, page) in graph.Pages().ToList())
        {
            var resources = graph.Inherited(page, "Resources") as DictionaryToken;
            layers.Learn(resources);
            CleanPage(reference, page, resources);
        }
        foreach (var (_, page) in graph.Pages().ToList()) HideObjects(page);
    }

    private void CleanPage(IndirectReference reference, DictionaryToken page, DictionaryToken? resources)
    {
        var kept = new List<IToken>();
        var drawn = new List<(IToken Form, string Matrix)>();
        foreach (var token in graph.Array(page, "Annots"))
        {
            if (graph.Resolve(token) is not DictionaryToken annotation) continue;
            var fate = Judge(annotation);
            if (fate == Fate.Keep) kept.Add(token);
            else if (fate == Fate.Draw && Appearance(annotation) is { } form) drawn.Add(form);
            if (fate != Fate.Keep && token is IndirectReferenceToken gone) graph.Remove(gone.Data);
        }
        var clean = page.Data.ToDictionary(p => NameToken.Create(p.Key), p => p.Value);
        if (kept.Count > 0) clean[NameToken.Annots] = new ArrayToken(kept);
        else clean.Remove(NameToken.Annots);
        if (drawn.Count > 0) Draw(clean, drawn, resources, page);
        else MergeForLayers(clean, page);
        graph.Replace(reference, new DictionaryToken(clean));
    }

    private enum Fate
    {
        Keep,
        Draw,
        Drop,
    }

    private Fate Judge(DictionaryToken annotation)
    {
        var (subtype, flags) = (graph.Name(annotation, "Subtype"), (int)graph.Number(graph.Value(annotation, "F")));
        if (annotation.Data.TryGetValue("OC", out var layer) && layers.IsHidden(layer)) return Drop("hidden-layer");
        if (subtype == "Link")
        {
            if (graph.Dictionary(annotation, "A") is not { } action || rules.IsHarmless(action))
            {
                if (graph.Dictionary(annotation, "A") is { } web && graph.Name(web, "S") == "URI") graph.Scrubbing.Kept("web-link", "pdf/Annots", graph.Words(web, "URI"));
                return Fate.Keep;
            }
            rules.ReportAction(action, "pdf/Annots");
            return Fate.Drop;
        }
        if (subtype == "Widget") return Field(annotation, flags);
        if (subtype is "FileAttachment" or "Sound" or "Movie" or "Screen" or "RichMedia" or "3D") return Drop("attachment");
        var author = graph.Words(annotation, "T");
        if (author.Length > 0) graph.Scrubbing.Removed("annotation-author", "pdf/Annots", author);
        graph.Scrubbing.Removed("annotation", "pdf/Annots", $"{subtype}: {graph.Words(annotation, "Contents")}");
        return subtype is "Text" or "Popup" or "Redact" or "TrapNet" or "PrinterMark" || (flags & (Hidden | NoView)) != 0 ? Fate.Drop : Fate.Draw;

        Fate Drop(string code)
        {
            graph.Scrubbing.Removed(code, "pdf/Annots", $"{subtype}: {graph.Words(annotation)}");
            return Fate.Drop;
        }
    }

    private Fate Field(DictionaryToken widget, int flags)
    {
        var kind = graph.Inherited(widget, "FT") is NameToken name ? name.Data : "";
        var value = Entered(widget);
        if (kind == "Sig" && graph.Inherited(widget, "V") is DictionaryToken signature)
        {
            graph.Scrubbing.Signature("pdf/AcroForm", string.Join(" ", SignatureWords.Select(k => graph.Words(signature, k))));
            return (flags & (Hidden | NoView)) != 0 ? Fate.Drop : Fate.Draw;
        }
        if (value.Length == 0)
        {
            KeepsFields = true;
            return Fate.Keep;
        }
        if (graph.Scrubbing.Policy.KeepsForms)
        {
            graph.Scrubbing.Ask("form-data", "pdf/AcroForm", $"{graph.Words(widget, "T")}: {value}");
            KeepsFields = true;
            return Fate.Keep;
        }
        graph.Scrubbing.Removed("form-data", "pdf/AcroForm", $"{graph.Words(widget, "T")}: {value}");
        var undrawn = graph.Dictionary(widget, "AP") is null || (graph.Dictionary(graph.Catalog, "AcroForm") is { } form && graph.Value(form, "NeedAppearances") is BooleanToken { Data: true });
        if (undrawn && kind is "Tx" or "Ch") graph.Scrubbing.Obstruct("form-undrawn", "pdf/AcroForm");
        return (flags & (Hidden | NoView)) != 0 ? Fate.Drop : Fate.Draw;
    }

    /// <summary>True when some field is left to fill in.</summary>
    public bool KeepsFields { get; private set; }

    private string Entered(DictionaryToken widget) => graph.Inherited(widget, "V") switch
    {
        NameToken { Data: "Off" } => "",
        NameToken chosen => chosen.Data,
        var value => graph.Words(value),
    };

    /// <summary>The normal appearance and the matrix that lays it on the rectangle (ISO 32000-1, 12.5.5, algorithm 8.1).</summary>
    private (IToken Form, string Matrix)? Appearance(DictionaryToken annotation)
    {
        if (graph.Dictionary(annotation, "AP") is not { } appearances || !appearances.Data.TryGetValue("N", out var normal)) return null;
        if (graph.Resolve(normal) is DictionaryToken states)
        {
            if (!states.Data.TryGetValue(graph.Name(annotation, "AS"), out var state)) return null;
            normal = state;
        }
        if (graph.Resolve(normal) is not StreamToken form || normal is not IndirectReferenceToken) return null;
        var (rectangle, box) = (Four(graph.Array(annotation, "Rect")), Four(graph.Array(form.StreamDictionary, "BBox")));
        if (rectangle is null || box is null) return null;
        var matrix = graph.Array(form.StreamDictionary, "Matrix") is { Count: 6 } m ? m.Select(graph.Number).ToArray() : Upright;
        var corners = new[] { (box[0], box[1]), (box[0], box[3]), (box[2], box[1]), (box[2], box[3]) }
            .Select(c => (X: (matrix[0] * c.Item1) + (matrix[2] * c.Item2) + matrix[4], Y: (matrix[1] * c.Item1) + (matrix[3] * c.Item2) + matrix[5])).ToList();
        var (left, bottom) = (corners.Min(c => c.X), corners.Min(c => c.Y));
        var (width, height) = (corners.Max(c => c.X) - left, corners.Max(c => c.Y) - bottom);
        if (width <= 0 || height <= 0) return null;
        var (sx, sy) = ((rectangle[2] - rectangle[0]) / width, (rectangle[3] - rectangle[1]) / height);
        return (normal, string.Create(CultureInfo.InvariantCulture, $"{sx:0.######} 0 0 {sy:0.######} {rectangle[0] - (left * sx):0.######} {rectangle[1] - (bottom * sy):0.######}"));
    }

    private double[]? Four(IReadOnlyList<IToken> array)
    {
        if (array.Count != 4) return null;
        var n = array.Select(graph.Number).ToArray();
        return [Math.Min(n[0], n[2]), Math.Min(n[1], n[3]), Math.Max(n[0], n[2]), Math.Max(n[1], n[3])];
    }

    private void Draw(Dictionary<NameToken, IToken> page, List<(IToken Form, string Matrix)> drawn, DictionaryToken? resources, DictionaryToken old)
    {
        var objects = resources is not null && graph.Dictionary(resources, "XObject") is { } some ? some : DictionaryToken.Empty;
        var code = new StringBuilder("\nQ\n");
        foreach (var (i, (form, matrix)) in drawn.Index())
        {
            var name = $"Drawn{i}";
            while (objects.Data.ContainsKey(name)) name += "x";
            objects = objects.With(name, form);
            code.Append(CultureInfo.InvariantCulture, $"q {matrix} cm /{name} Do Q\n");
        }
        page[NameToken.Resources] = (resources ?? DictionaryToken.Empty).With("XObject", objects);
        page[NameToken.Contents] = graph.Add(PdfContent.Pack([.. "q\n"u8, .. Contents(old), .. Encoding.Latin1.GetBytes(code.ToString())], []));
    }

    /// <summary>A layer may begin in one stream of a page and end in another, so with hidden layers they become one.</summary>
    private void MergeForLayers(Dictionary<NameToken, IToken> page, DictionaryToken old)
    {
        if (layers.Any && graph.Value(old, "Contents") is ArrayToken { Data.Count: > 1 }) page[NameToken.Contents] = graph.Add(PdfContent.Pack(Contents(old), []));
    }

    private byte[] Contents(DictionaryToken page)
    {
        var parts = graph.Value(page, "Contents") is ArrayToken array ? array.Data : [graph.Value(page, "Contents")];
        using var all = new MemoryStream();
        foreach (var part in parts)
        {
            if (graph.Resolve(part) is not StreamToken stream) continue;
            all.Write(graph.Decode(stream) ?? throw new UnfitException("broken", graph.Scrubbing.Place("pdf/Contents")));
            all.WriteByte((byte)'\n');
        }
        return all.ToArray();
    }

    /// <summary>Drawings that belong whole to a hidden layer.</summary>
    private void HideObjects(DictionaryToken page)
    {
        if (!layers.Any || graph.Inherited(page, "Resources") is not DictionaryToken resources || graph.Dictionary(resources, "XObject") is not { } objects) return;
        foreach (var (_, token) in objects.Data)
            if (token is IndirectReferenceToken drawing && graph.Resolve(token) is StreamToken stream && stream.StreamDictionary.Data.TryGetValue("OC", out var layer) && layers.IsHidden(layer))
                graph.Replace(drawing.Data, PdfContent.Pack([], new Dictionary<NameToken, IToken>
                {
                    [NameToken.Type] = NameToken.Xobject,
                    [NameToken.Subtype] = NameToken.Form,
                    [NameToken.Bbox] = new ArrayToken([NumericToken.Zero, NumericToken.Zero, NumericToken.One, NumericToken.One]),
                }));
    }
}
