using System.Text;
using Rebato.Documents;

namespace Rebato.Engines.Tests.Documents;

public sealed class PdfTests
{
    [Fact]
    public void A_document_keeps_its_words_its_tags_and_its_look_and_nothing_else()
    {
        var plant = new Plant();
        var clean = Proof.Holds(PdfFiles.Dirty(plant), plant);
        foreach (var code in new[] { "author", "xmp", "attachment", "annotation", "javascript", "hidden-layer", "previous-revision", "private-data", "form-data", "trailing-data", "gps", "thumbnail", "file-path" })
            Assert.Contains(code, Proof.Codes(clean).Split(' '));
        var text = Encoding.Latin1.GetString(clean.Bytes.Span);
        Assert.Contains("/StructTreeRoot", text);
        Assert.Contains("/Placement", text);
        Assert.Contains("pdfuaid:part", text);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(text, "%%EOF"));
    }

    [Fact]
    public void Every_word_of_the_page_is_still_read()
    {
        var plant = new Plant();
        var clean = Review.Clean(PdfFiles.Dirty(plant), CleaningPolicy.Publish, stop: TestContext.Current.CancellationToken).Value;
        using var document = UglyToad.PdfPig.PdfDocument.Open(clean.Bytes.ToArray());
        var words = document.GetPage(1).Text;
        Assert.Equal(5, plant.Kept.Count(words.Contains));
    }

    [Fact]
    public void A_blank_form_stays_a_form()
    {
        var plant = new Plant();
        var clean = Review.Clean(PdfFiles.Dirty(plant, filled: false), CleaningPolicy.Publish, stop: TestContext.Current.CancellationToken).Value;
        Assert.Contains("/AcroForm", Encoding.Latin1.GetString(clean.Bytes.Span));
        Assert.Empty(plant.Gone.Intersect(Plant.Find(clean.Bytes.ToArray())));
    }

    [Fact]
    public void To_one_third_party_attachments_go_cleaned()
    {
        var pdf = new PdfFiles();
        var plant = new Plant();
        pdf.Put(1, "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a)5 0 R]>>>>>>");
        pdf.Put(2, "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 30 30]>>");
        pdf.Put(3, "<</Type/Page/Parent 2 0 R>>");
        pdf.Put(5, "<</Type/Filespec/F(foto.jpg)/EF<</F 6 0 R>>>>");
        pdf.Stream(6, $"/Type/EmbeddedFile/Params<</Author({plant.Hide()})>>", Pictures.Jpeg(plant));
        Proof.Holds(pdf.Build(""), plant, CleaningPolicy.Send);
        Proof.Holds(pdf.Build(""), plant, CleaningPolicy.Publish);
    }

    [Fact]
    public void The_title_stays_when_the_document_shows_it_in_the_window()
    {
        var pdf = new PdfFiles();
        var plant = new Plant();
        pdf.Put(1, "<</Type/Catalog/Pages 2 0 R/ViewerPreferences<</DisplayDocTitle true>>>>");
        pdf.Put(2, "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 30 30]>>");
        pdf.Put(3, "<</Type/Page/Parent 2 0 R>>");
        pdf.Put(4, $"<</Title({plant.Show()})/Author({plant.Hide()})>>");
        Proof.Holds(pdf.Build("/Info 4 0 R"), plant);
    }

    [Fact]
    public void A_signed_document_is_refused_until_an_unsigned_copy_is_asked_for()
    {
        var pdf = new PdfFiles();
        var plant = new Plant();
        pdf.Put(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[4 0 R]>>>>");
        pdf.Put(2, "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 30 30]>>");
        pdf.Put(3, "<</Type/Page/Parent 2 0 R/Annots[4 0 R]>>");
        pdf.Put(4, $"<</Type/Annot/Subtype/Widget/FT/Sig/T(f)/Rect[0 0 0 0]/V<</Type/Sig/Name({plant.Hide()})/ByteRange[0 1 2 3]/Contents<00>>>>>");
        Assert.Equal("signed", Review.Clean(pdf.Build(""), CleaningPolicy.Publish, stop: TestContext.Current.CancellationToken).Refusal?.Code);
        Proof.Holds(pdf.Build(""), plant, CleaningPolicy.Publish with { Unsigns = true });
    }

    [Fact]
    public void Text_under_a_box_of_its_colour_is_reported()
    {
        var pdf = new PdfFiles();
        pdf.Put(1, "<</Type/Catalog/Pages 2 0 R>>");
        pdf.Put(2, "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 300 300]>>");
        pdf.Put(3, "<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>");
        pdf.Put(4, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        pdf.Stream(5, "", "BT /F1 12 Tf 20 250 Td (DNI 12345678Z) Tj ET 0 g 10 240 200 30 re f");
        var found = Review.Inspect(pdf.Build(""), CleaningPolicy.Publish, stop: TestContext.Current.CancellationToken).Value.Findings;
        Assert.Contains(found, f => f is { Code: "text-under-box", Remedy: Remedy.Person });
        Assert.Contains(found, f => f.Code == "dni");
    }
}
