using System.Text;

namespace Rebato.Engines.Tests.Documents;

/// <summary>Office files written part by part, with markers wherever people have leaked things.</summary>
internal static class OfficeFiles
{
    private const string R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Ms = "http://schemas.microsoft.com/office/2006/relationships";
    private const string W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static string Rels(params (string Id, string Type, string Target, bool External)[] all) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + string.Concat(all.Select(r =>
            $"<Relationship Id=\"{r.Id}\" Type=\"{(r.Type.Contains("://") ? r.Type : R + "/" + r.Type)}\" Target=\"{r.Target}\"{(r.External ? " TargetMode=\"External\"" : "")}/>")) + "</Relationships>";

    public static string Types(params (string Part, string Type)[] all) =>
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"bin\" ContentType=\"application/vnd.openxmlformats-officedocument.oleObject\"/><Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/><Default Extension=\"xlsx\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>"
        + string.Concat(all.Select(t => $"<Override PartName=\"/{t.Part}\" ContentType=\"application/vnd.{t.Type}+xml\"/>")) + "</Types>";

    private static (string, object)[] Properties(Plant p) =>
    [
        ("docProps/core.xml", $"<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\"><dc:title>{p.Hide()}</dc:title><dc:creator>{p.Hide()}</dc:creator><cp:lastModifiedBy>{p.Hide()}</cp:lastModifiedBy><cp:keywords>{p.Hide()}</cp:keywords><dcterms:created>2024-01-02T03:04:05Z</dcterms:created></cp:coreProperties>"),
        ("docProps/app.xml", $"<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Template>{p.Hide()}</Template><Manager>{p.Hide()}</Manager><Company>{p.Hide()}</Company><Application>Microsoft Office Word</Application></Properties>"),
        ("docProps/custom.xml", $"<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\"><property name=\"{p.Hide()}\"><v>{p.Hide()}</v></property></Properties>"),
        ("docProps/thumbnail.jpeg", Encoding.UTF8.GetBytes(p.Hide())),
    ];

    private static readonly (string, string, string, bool)[] RootRels =
    [
        ("p1", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml", false),
        ("p2", "extended-properties", "docProps/app.xml", false), ("p3", "custom-properties", "docProps/custom.xml", false),
        ("p4", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg", false),
    ];

    public static byte[] Word(Plant p, params (string, object)[] more)
    {
        var body = $"""
            <w:p w:rsidR="00A1B2C3"><w:r><w:t>{p.Show()}</w:t></w:r><w:ins w:id="1" w:author="{p.Hide()}" w:date="2024-01-01T00:00:00Z"><w:r><w:t>{p.Show()}</w:t></w:r></w:ins><w:del w:id="2" w:author="{p.Hide()}"><w:r><w:delText>{p.Hide()}</w:delText></w:r></w:del></w:p>
            <w:p><w:pPr><w:rPr><w:del w:id="3" w:author="x"/></w:rPr><w:pPrChange w:id="4" w:author="{p.Hide()}"><w:pPr/></w:pPrChange></w:pPr><w:r><w:t>{p.Show()}</w:t></w:r></w:p>
            <w:p><w:commentRangeStart w:id="0"/><w:r><w:t>{p.Show()}</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>
            <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{p.Hide()}</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Oculto"/></w:rPr><w:t>{p.Hide()}</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>{p.Show()}</w:t></w:r></w:p>
            <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDEPICTURE "C:\{p.Hide()}.png" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{p.Show()}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr=" AUTHOR {p.Hide()} "><w:r><w:t>{p.Show()}</w:t></w:r></w:fldSimple></w:p>
            <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
            <w:p><w:hyperlink r:id="h1"><w:r><w:t>{p.Show()}</w:t></w:r></w:hyperlink><w:hyperlink r:id="h2"><w:r><w:t>{p.Show()}</w:t></w:r></w:hyperlink></w:p>
            <w:p><w:smartTag w:uri="u" w:element="e"><w:smartTagPr><w:attr w:name="n" w:val="{p.Hide()}"/></w:smartTagPr><w:r><w:t>{p.Show()}</w:t></w:r></w:smartTag></w:p>
            <w:sdt><w:sdtPr><w:tag w:val="{p.Hide()}"/><w:dataBinding w:xpath="{p.Hide()}" w:storeItemID="x"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>{p.Show()}</w:t></w:r></w:p></w:sdtContent></w:sdt>
            <w:p><w:r><w:object><v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" id="s1" o:gfxdata="{p.Hide()}"><v:imagedata r:id="i1" o:title="{p.Hide()}"/></v:shape><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" ProgID="Excel.Sheet.12" r:id="o1"/></w:object></w:r></w:p>
            <w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="9525" cy="9525"/><wp:docPr id="7" name="{p.Hide()}" descr="{p.Show()}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" name="{p.Hide()}.jpg" descr="C:\{p.Hide()}.jpg"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="i1" r:link="x1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>
            <w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{p.Show()}</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:del w:id="9" w:author="x"/></w:trPr><w:tc><w:p><w:r><w:t>{p.Hide()}</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>{p.Hide()}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            <!-- {p.Hide()} --><w:sectPr w:rsidR="00DDEEFF"><w:headerReference w:type="default" r:id="hd"/></w:sectPr>
            """;
        return Zip.Of(p.Hide(),
        [
            ("[Content_Types].xml", Types(("word/document.xml", "openxmlformats-officedocument.wordprocessingml.document.main"), ("word/styles.xml", "openxmlformats-officedocument.wordprocessingml.styles"),
                ("word/settings.xml", "openxmlformats-officedocument.wordprocessingml.settings"), ("word/header1.xml", "openxmlformats-officedocument.wordprocessingml.header"),
                ("word/comments.xml", "openxmlformats-officedocument.wordprocessingml.comments"), ("word/people.xml", "openxmlformats-officedocument.wordprocessingml.people"))),
            ("_rels/.rels", Rels([("r1", "officeDocument", "word/document.xml", false), .. RootRels])),
            .. Properties(p),
            ("word/document.xml", $"<?xml version=\"1.0\"?><w:document xmlns:w=\"{W}\" xmlns:r=\"{R}\"><w:body>{body}</w:body></w:document>"),
            ("word/_rels/document.xml.rels", Rels(("s", "styles", "styles.xml", false), ("t", "settings", "settings.xml", false), ("hd", "header", "header1.xml", false), ("c", "comments", "comments.xml", false),
                ("pe", "http://schemas.microsoft.com/office/2011/relationships/people", "people.xml", false), ("h1", "hyperlink", "file:///C:/" + p.Hide(), true), ("h2", "hyperlink", "https://example.org/" + p.Show(), true),
                ("i1", "image", "media/image1.jpeg", false), ("o1", "package", "embeddings/book.xlsx", false), ("x1", "image", "file:///C:/" + p.Hide(), true), ("cx", "customXml", "../customXml/item1.xml", false),
                ("vb", Ms + "/vbaProject", "vbaProject.bin", false), ("nn", "http://example.org/somethingNew", "novel.xml", false))),
            ("word/styles.xml", $"<w:styles xmlns:w=\"{W}\"><w:style w:type=\"character\" w:styleId=\"Base\"><w:name w:val=\"Base\"/><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type=\"character\" w:styleId=\"Oculto\"><w:name w:val=\"Oculto\"/><w:basedOn w:val=\"Base\"/></w:style></w:styles>"),
            ("word/settings.xml", $"<w:settings xmlns:w=\"{W}\" xmlns:r=\"{R}\"><w:attachedTemplate r:id=\"at\"/><w:mailMerge><w:mainDocumentType w:val=\"formLetters\"/><w:dataType w:val=\"native\"/><w:connectString w:val=\"{p.Hide()}\"/></w:mailMerge><w:rsids><w:rsidRoot w:val=\"00A1B2C3\"/></w:rsids><w:docVars><w:docVar w:name=\"n\" w:val=\"{p.Hide()}\"/></w:docVars></w:settings>"),
            ("word/_rels/settings.xml.rels", Rels(("at", "attachedTemplate", "file:///F:/" + p.Hide(), true))),
            ("word/header1.xml", $"<w:hdr xmlns:w=\"{W}\"><w:p><w:r><w:t>{p.Show()}</w:t></w:r><w:del w:id=\"8\" w:author=\"x\"><w:r><w:delText>{p.Hide()}</w:delText></w:r></w:del></w:p></w:hdr>"),
            ("word/comments.xml", $"<w:comments xmlns:w=\"{W}\"><w:comment w:id=\"0\" w:author=\"{p.Hide()}\" w:initials=\"AB\"><w:p><w:r><w:t>{p.Hide()}</w:t></w:r></w:p></w:comment></w:comments>"),
            ("word/people.xml", $"<p:people xmlns:p=\"http://schemas.microsoft.com/office/word/2012/wordml\"><p:person p:author=\"{p.Hide()}\"/></p:people>"),
            ("word/media/image1.jpeg", Pictures.Jpeg(p)),
            ("word/embeddings/book.xlsx", Encoding.UTF8.GetBytes(p.Hide())),
            ("customXml/item1.xml", $"<x>{p.Hide()}</x>"),
            ("word/vbaProject.bin", Encoding.UTF8.GetBytes(p.Hide())),
            ("word/novel.xml", $"<x>{p.Hide()}</x>"),
            ("word/orphan.xml", $"<x>{p.Hide()}</x>"),
            .. more,
        ]);
    }

    public static byte[] Excel(Plant p)
    {
        var (shared, hidden) = (p.Show(), p.Hide());
        return Zip.Of(
        [
            ("[Content_Types].xml", Types(("xl/workbook.xml", "openxmlformats-officedocument.spreadsheetml.sheet.main"), ("xl/worksheets/sheet1.xml", "openxmlformats-officedocument.spreadsheetml.worksheet"),
                ("xl/worksheets/sheet2.xml", "openxmlformats-officedocument.spreadsheetml.worksheet"), ("xl/sharedStrings.xml", "openxmlformats-officedocument.spreadsheetml.sharedStrings"),
                ("xl/comments1.xml", "openxmlformats-officedocument.spreadsheetml.comments"), ("xl/externalLinks/externalLink1.xml", "openxmlformats-officedocument.spreadsheetml.externalLink"),
                ("xl/connections.xml", "openxmlformats-officedocument.spreadsheetml.connections"), ("xl/pivotCache/d1.xml", "openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition"))),
            ("_rels/.rels", Rels([("r1", "officeDocument", "xl/workbook.xml", false), .. RootRels])),
            .. Properties(p),
            ("xl/workbook.xml", $"""
                <workbook xmlns="{S}" xmlns:r="{R}"><fileSharing userName="{p.Hide()}"/><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="C:\{p.Hide()}\"/></mc:Choice></mc:AlternateContent>
                <bookViews><workbookView activeTab="1"/></bookViews><sheets><sheet name="Oculta" sheetId="1" state="veryHidden" r:id="s2"/><sheet name="Vista" sheetId="2" r:id="s1"/></sheets><externalReferences><externalReference r:id="e1"/></externalReferences>
                <definedNames><definedName name="Uno" localSheetId="1">Vista!$A$1</definedName><definedName name="{p.Hide()}" hidden="1">Vista!$A$1</definedName><definedName name="Dos">Oculta!$A$1</definedName><definedName name="_xlnm.Print_Area" localSheetId="1" comment="{p.Hide()}">Vista!$A$1:$C$9</definedName></definedNames><pivotCaches><pivotCache cacheId="1" r:id="pc"/></pivotCaches></workbook>
                """),
            ("xl/_rels/workbook.xml.rels", Rels(("s1", "worksheet", "worksheets/sheet1.xml", false), ("s2", "worksheet", "worksheets/sheet2.xml", false), ("ss", "sharedStrings", "sharedStrings.xml", false),
                ("e1", "externalLink", "externalLinks/externalLink1.xml", false), ("cn", "connections", "connections.xml", false), ("pc", "pivotCacheDefinition", "pivotCache/d1.xml", false))),
            ("xl/worksheets/sheet1.xml", $"""
                <worksheet xmlns="{S}" xmlns:r="{R}"><sheetViews><sheetView workbookViewId="0"/></sheetViews><cols><col min="3" max="3" width="9" hidden="1"/></cols><sheetData>
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>[1]Hoja!$A$1+0*LEN("{p.Hide()}")</f><v>4142</v></c><c r="C1" t="inlineStr"><is><t>{p.Hide()}</t></is></c></row>
                <row r="2" hidden="1"><c r="A2" t="s"><v>1</v></c></row><row r="3"><c r="A3"><f>SUM(B1:B2)</f><v>5354</v></c></row></sheetData>
                <scenarios><scenario name="{p.Hide()}" user="{p.Hide()}"/></scenarios><pageSetup r:id="pr"/><legacyDrawing r:id="vm"/></worksheet>
                """),
            ("xl/worksheets/_rels/sheet1.xml.rels", Rels(("c", "comments", "../comments1.xml", false), ("pr", "printerSettings", "../printerSettings/p1.bin", false), ("vm", "vmlDrawing", "../drawings/v1.vml", false))),
            ("xl/worksheets/sheet2.xml", $"<worksheet xmlns=\"{S}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{p.Hide()}</t></is></c></row></sheetData></worksheet>"),
            ("xl/sharedStrings.xml", $"<sst xmlns=\"{S}\"><si><t>{shared}</t></si><si><t>{hidden}</t></si><si><t>{p.Hide()}</t></si></sst>"),
            ("xl/comments1.xml", $"<comments xmlns=\"{S}\"><authors><author>{p.Hide()}</author></authors><commentList><comment ref=\"A1\" authorId=\"0\"><text><t>{p.Hide()}</t></text></comment></commentList></comments>"),
            ("xl/externalLinks/externalLink1.xml", $"<externalLink xmlns=\"{S}\" xmlns:r=\"{R}\"><externalBook r:id=\"x\"><sheetDataSet><sheetData sheetId=\"0\"><row r=\"1\"><cell r=\"A1\"><v>{p.Hide()}</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>"),
            ("xl/externalLinks/_rels/externalLink1.xml.rels", Rels(("x", "externalLinkPath", "file:///C:/" + p.Hide(), true))),
            ("xl/connections.xml", $"<connections xmlns=\"{S}\"><connection id=\"1\" name=\"n\"><dbPr connection=\"{p.Hide()}\" command=\"c\"/></connection></connections>"),
            ("xl/pivotCache/d1.xml", $"<pivotCacheDefinition xmlns=\"{S}\" refreshedBy=\"{p.Hide()}\"><cacheFields><cacheField name=\"{p.Hide()}\"/></cacheFields></pivotCacheDefinition>"),
            ("xl/printerSettings/p1.bin", Encoding.Unicode.GetBytes(p.Hide())),
            ("xl/drawings/v1.vml", $"<xml xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:shape id=\"n\" alt=\"note\"><v:textbox>{p.Hide()}</v:textbox><x:ClientData xmlns:x=\"urn:schemas-microsoft-com:office:excel\" ObjectType=\"Note\"/></v:shape></xml>"),
        ]);
    }
}
