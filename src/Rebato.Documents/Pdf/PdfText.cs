using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics;

namespace Rebato.Documents.Pdf;

/// <summary>
/// Reads the words of the pages to look for personal data, and for text that is there but not seen: under a box of its own
/// colour, out of the page, or drawn invisible (which is what makes a scanned page searchable, so it stays).
/// </summary>
internal static class PdfText
{
    public static void Read(PdfDocument document, Scrubbing scrubbing)
    {
        if (document.NumberOfPages > scrubbing.Limits.Pages) scrubbing.Ask("text-unread", "pdf");
        for (var number = 1; number <= Math.Min(document.NumberOfPages, scrubbing.Limits.Pages); number++)
        {
            scrubbing.Spend(0, 1);
            try
            {
                var page = document.GetPage(number);
                scrubbing.Read(page.Text);
                Disguised(page, scrubbing);
            }
            catch (Exception broken) when (broken is not (UnfitException or OperationCanceledException or OutOfMemoryException))
            {
                scrubbing.Ask("text-unread", $"pdf/page {number}");
            }
        }
    }

    private static void Disguised(Page page, Scrubbing scrubbing)
    {
        var place = $"pdf/page {page.Number}";
        var box = page.CropBox.Bounds;
        var boxes = page.Paths.Where(p => p.IsFilled && p.FillColor is not null).Select(p => (Area: p.GetBoundingRectangle(), Colour: Colour(p))).Where(p => p.Area is { Width: > 8, Height: > 4 }).Take(2000).ToList();
        Say(page.Letters.Where(l => l.RenderingMode == TextRenderingMode.Neither), l => scrubbing.Kept("invisible-text", place, l));
        Say(page.Letters.Where(l => !Overlap(box, l.BoundingBox) && l.BoundingBox.Width > 0), l => scrubbing.Ask("invisible-text", place, l));
        if (boxes.Count == 0) return;
        Say(page.Letters.Where(l => l.RenderingMode != TextRenderingMode.Neither && l.Value.Trim().Length > 0 && Colour(l) is { } ink
            && boxes.Exists(b => b.Colour is { } paint && paint == ink && Holds(b.Area!.Value, Centre(l)))), l => scrubbing.Ask("text-under-box", place, l));

        static void Say(IEnumerable<Letter> letters, Action<string> report)
        {
            var words = string.Concat(letters.Take(400).Select(l => l.Value));
            if (words.Trim().Length > 0) report(words);
        }
    }

    private static bool Overlap(PdfRectangle a, PdfRectangle b) => a.Left <= b.Right && b.Left <= a.Right && a.Bottom <= b.Top && b.Bottom <= a.Top;

    private static bool Holds(PdfRectangle area, PdfPoint point) => area.Left <= point.X && point.X <= area.Right && area.Bottom <= point.Y && point.Y <= area.Top;

    private static PdfPoint Centre(Letter letter) => new((letter.BoundingBox.Left + letter.BoundingBox.Right) / 2, (letter.BoundingBox.Bottom + letter.BoundingBox.Top) / 2);

    private static (double, double, double)? Colour(Letter letter) => letter.FillColor?.ToRGBValues() is var (r, g, b) ? (r, g, b) : null;

    private static (double, double, double)? Colour(PdfPath path) => path.FillColor?.ToRGBValues() is var (r, g, b) ? (r, g, b) : null;
}
