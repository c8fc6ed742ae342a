using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace Rebato.Engines.Tests.Documents;

public sealed class SlideTests
{
    private const string R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string P = "http://schemas.openxmlformats.org/presentationml/2006/main";
    private const string A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private const string Tree = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>";

    private static string Shape(int id, string name, string text, string more = "", int x = 0) =>
        $"<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"{more}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"{x}\" y=\"0\"/><a:ext cx=\"9525\" cy=\"9525\"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>";

    private static string Slide(string shapes, string attributes = "") =>
        $"<p:sld xmlns:p=\"{P}\" xmlns:a=\"{A}\" xmlns:r=\"{R}\"{attributes}><p:cSld><p:spTree>{Tree}{shapes}</p:spTree></p:cSld></p:sld>";

    private static byte[] Dirty(Plant p) => Zip.Of(
        ("[Content_Types].xml", OfficeFiles.Types(("ppt/presentation.xml", "openxmlformats-officedocument.presentationml.presentation.main"), ("ppt/slides/slide1.xml", "openxmlformats-officedocument.presentationml.slide"),
            ("ppt/slides/slide2.xml", "openxmlformats-officedocument.presentationml.slide"), ("ppt/slideMasters/m.xml", "openxmlformats-officedocument.presentationml.slideMaster"), ("ppt/slideLayouts/l.xml", "openxmlformats-officedocument.presentationml.slideLayout"),
            ("ppt/theme/t.xml", "openxmlformats-officedocument.theme"), ("ppt/notesSlides/n1.xml", "openxmlformats-officedocument.presentationml.notesSlide"), ("ppt/comments/c1.xml", "openxmlformats-officedocument.presentationml.comments"),
            ("ppt/commentAuthors.xml", "openxmlformats-officedocument.presentationml.commentAuthors"), ("ppt/tags/tag1.xml", "openxmlformats-officedocument.presentationml.tags"))),
        ("_rels/.rels", OfficeFiles.Rels(("r", "officeDocument", "ppt/presentation.xml", false))),
        ("ppt/presentation.xml", $"<p:presentation xmlns:p=\"{P}\" xmlns:a=\"{A}\" xmlns:r=\"{R}\"><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"m\"/></p:sldMasterIdLst><p:sldIdLst><p:sldId id=\"256\" r:id=\"s1\"/><p:sldId id=\"257\" r:id=\"s2\"/></p:sldIdLst><p:sldSz cx=\"9144000\" cy=\"6858000\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/><p:custDataLst><p:tags r:id=\"tg\"/></p:custDataLst></p:presentation>"),
        ("ppt/_rels/presentation.xml.rels", OfficeFiles.Rels(("m", "slideMaster", "slideMasters/m.xml", false), ("s1", "slide", "slides/slide1.xml", false), ("s2", "slide", "slides/slide2.xml", false), ("ca", "commentAuthors", "commentAuthors.xml", false), ("tg", "tags", "tags/tag1.xml", false))),
        ("ppt/slides/slide1.xml", Slide(Shape(2, p.Hide(), p.Show()) + Shape(3, "x", p.Hide(), " hidden=\"1\"") + Shape(4, "y", p.Hide(), "", 9999000)
            + $"<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"9\" name=\"o\"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"9\" cy=\"9\"/></p:xfrm><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/presentationml/2006/ole\"><p:oleObj r:id=\"o\" progId=\"Excel.Sheet.12\"><p:embed/><p:pic><p:nvPicPr><p:cNvPr id=\"0\" name=\"\"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed=\"i\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"9\" cy=\"9\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic></p:oleObj></a:graphicData></a:graphic></p:graphicFrame>")),
        ("ppt/slides/_rels/slide1.xml.rels", OfficeFiles.Rels(("l", "slideLayout", "../slideLayouts/l.xml", false), ("n", "notesSlide", "../notesSlides/n1.xml", false), ("c", "comments", "../comments/c1.xml", false), ("o", "package", "../embeddings/a.xlsx", false), ("i", "image", "../media/i.jpeg", false))),
        ("ppt/slides/slide2.xml", Slide(Shape(2, "z", p.Hide()), " show=\"0\"")),
        ("ppt/slides/_rels/slide2.xml.rels", OfficeFiles.Rels(("l", "slideLayout", "../slideLayouts/l.xml", false))),
        ("ppt/slideMasters/m.xml", $"<p:sldMaster xmlns:p=\"{P}\" xmlns:a=\"{A}\" xmlns:r=\"{R}\"><p:cSld><p:spTree>{Tree}</p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/><p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"l\"/></p:sldLayoutIdLst></p:sldMaster>"),
        ("ppt/slideMasters/_rels/m.xml.rels", OfficeFiles.Rels(("l", "slideLayout", "../slideLayouts/l.xml", false))),
        ("ppt/slideLayouts/l.xml", $"<p:sldLayout xmlns:p=\"{P}\" xmlns:a=\"{A}\" xmlns:r=\"{R}\"><p:cSld><p:spTree>{Tree}</p:spTree></p:cSld></p:sldLayout>"),
        ("ppt/slideLayouts/_rels/l.xml.rels", OfficeFiles.Rels(("m", "slideMaster", "../slideMasters/m.xml", false))),
        ("ppt/notesSlides/n1.xml", $"<p:notes xmlns:p=\"{P}\" xmlns:a=\"{A}\"><p:cSld><p:spTree>{Tree}{Shape(2, "n", p.Hide())}</p:spTree></p:cSld></p:notes>"),
        ("ppt/comments/c1.xml", $"<p:cmLst xmlns:p=\"{P}\"><p:cm authorId=\"0\"><p:text>{p.Hide()}</p:text></p:cm></p:cmLst>"),
        ("ppt/commentAuthors.xml", $"<p:cmAuthorLst xmlns:p=\"{P}\"><p:cmAuthor id=\"0\" name=\"{p.Hide()}\" initials=\"x\"/></p:cmAuthorLst>"),
        ("ppt/tags/tag1.xml", $"<p:tagLst xmlns:p=\"{P}\"><p:tag name=\"A\" val=\"{p.Hide()}\"/></p:tagLst>"),
        ("ppt/embeddings/a.xlsx", p.Hide()),
        ("ppt/media/i.jpeg", Pictures.Jpeg(p)));

    [Fact]
    public void A_presentation_loses_hidden_slides_notes_and_what_lies_outside()
    {
        var plant = new Plant();
        var clean = Proof.Holds(Dirty(plant), plant);
        foreach (var code in new[] { "hidden-slide", "notes", "comment", "hidden-object", "off-slide", "embedded-file", "custom-property" }) Assert.Contains(code, Proof.Codes(clean).Split(' '));
        Assert.Contains("r:embed=\"i\"", Zip.Text(clean.Bytes, "ppt/slides/slide1.xml"));
    }

    [Fact]
    public void The_cleaned_presentation_is_as_valid_as_it_was()
    {
        var dirty = Dirty(new Plant());
        var clean = Proof.Holds(dirty, new Plant());
        Assert.Equal([], Faults(clean.Bytes.ToArray()).Except(Faults(dirty)));
    }

    private static List<string> Faults(byte[] file)
    {
        using var document = PresentationDocument.Open(new MemoryStream(file), false);
        return [.. new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(e => e.Description)];
    }
}
