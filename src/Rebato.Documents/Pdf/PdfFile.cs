using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace Rebato.Documents.Pdf;

/// <summary>
/// PDF (ISO 32000): written anew from the objects reached through the catalog, never appended to. Text, tags, bookmarks and
/// fonts stay, for published documents must be accessible (Real Decreto 1112/2018).
/// </summary>
internal static class PdfFile
{
    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        using var document = Open(file, scrubbing);
        if (document.IsEncrypted) throw new UnfitException("encrypted", scrubbing.Place("pdf"));
        ReportRevisions(file, scrubbing);
        var graph = new PdfGraph(document, scrubbing);
        var title = PdfMetadata.Clean(document, graph);
        var rules = new PdfRules(graph);
        var layers = new PdfLayers(graph);
        ReportCatalog(graph);
        var pages = new PdfPages(graph, rules, layers);
        pages.Clean();
        if (!pages.KeepsFields) graph.Replace(graph.Root, ((DictionaryToken)graph.Get(graph.Root)).Without("AcroForm"));
        layers.Forget();
        using var into = new MemoryStream(file.Length);
        var written = new PdfWriter(graph, rules, new PdfStreams(graph, layers), into).Write(document.Version, title);
        if (scrubbing.ReadsText) PdfText.Read(document, scrubbing);
        return written;
    }

    private static PdfDocument Open(byte[] file, Scrubbing scrubbing)
    {
        try
        {
            return PdfDocument.Open(file, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, MaxStackDepth = 128 });
        }
        catch (UglyToad.PdfPig.Exceptions.PdfDocumentEncryptedException)
        {
            throw new UnfitException("encrypted", scrubbing.Place("pdf"));
        }
    }

    /// <summary>An edit that was appended leaves what was there before, whole (ISO 32000-1, 7.5.6). A linearised file has two ends from birth.</summary>
    private static void ReportRevisions(byte[] file, Scrubbing scrubbing)
    {
        var ends = 0;
        for (var at = 0; file.AsSpan(at).IndexOf("startxref"u8) is >= 0 and var next; at += next + 9) ends++;
        var born = file.AsSpan(0, Math.Min(2048, file.Length)).IndexOf("/Linearized"u8) >= 0 ? 2 : 1;
        if (ends > born) scrubbing.Removed("previous-revision", "pdf", $"{ends - born}");
        var last = file.AsSpan().LastIndexOf("%%EOF"u8);
        if (last >= 0 && file.AsSpan(last + 5).Trim("\r\n \0"u8) is { Length: > 0 } rest) scrubbing.Removed("trailing-data", "pdf", Text.Printable.Of(rest));
        if (file.AsSpan(0, Math.Min(1024, file.Length)).IndexOf("%PDF-"u8) > 0) scrubbing.Removed("trailing-data", "pdf", "before %PDF");
    }

    /// <summary>Signatures that no page shows, and forms of the other kind.</summary>
    private static void ReportCatalog(PdfGraph graph)
    {
        if (graph.Dictionary(graph.Catalog, "Perms") is { } permissions && permissions.Data.Count > 0) graph.Scrubbing.Signature("pdf/Perms");
        if (graph.Dictionary(graph.Catalog, "AcroForm") is not { } form) return;
        if (form.Data.ContainsKey("XFA")) graph.Scrubbing.Removed("form-data", "pdf/AcroForm/XFA");
        var signed = graph.Array(form, "Fields").Any(f => graph.Resolve(f) is DictionaryToken field && graph.Name(field, "FT") == "Sig" && graph.Value(field, "V") is DictionaryToken);
        if (signed) graph.Scrubbing.Signature("pdf/AcroForm");
    }
}
