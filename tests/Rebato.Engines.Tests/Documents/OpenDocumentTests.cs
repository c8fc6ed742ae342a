using System.Text;
using Rebato.Documents;

namespace Rebato.Engines.Tests.Documents;

public sealed class OpenDocumentTests
{
    private const string Namespaces = """
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" xmlns:officeooo="http://openoffice.org/2009/office" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3"
        """;

    private static byte[] File(Plant p, string kind, string styles, string body) => Zip.Of(
    [
        ("mimetype", "application/vnd.oasis.opendocument." + kind),
        ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument." + kind + "\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"),
        ("content.xml", $"<office:document-content {Namespaces}><office:scripts>{p.Hide()}</office:scripts><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body><!-- {p.Hide()} --></office:document-content>"),
        ("styles.xml", $"<office:document-styles {Namespaces}><office:styles/></office:document-styles>"),
        ("meta.xml", $"<office:document-meta {Namespaces}><office:meta><meta:initial-creator>{p.Hide()}</meta:initial-creator><dc:title>{p.Hide()}</dc:title><meta:user-defined meta:name=\"x\">{p.Hide()}</meta:user-defined></office:meta></office:document-meta>"),
        ("settings.xml", $"<office:document-settings {Namespaces}><office:settings><config:config-item-set config:name=\"ooo:view-settings\"><config:config-item config:name=\"V\" config:type=\"string\">{p.Hide()}</config:config-item></config:config-item-set><config:config-item-set config:name=\"ooo:configuration-settings\"><config:config-item config:name=\"PrinterName\" config:type=\"string\">{p.Hide()}</config:config-item><config:config-item config:name=\"AddParaTableSpacing\" config:type=\"boolean\">true</config:config-item></config:config-item-set></office:settings></office:document-settings>"),
        ("Thumbnails/thumbnail.png", Encoding.UTF8.GetBytes(p.Hide())),
        ("Basic/script-lc.xml", $"<x>{p.Hide()}</x>"),
        ("manifest.rdf", $"<x>{p.Hide()}</x>"),
        ("Versions/Version1", Encoding.UTF8.GetBytes(p.Hide())),
        ("Pictures/1.jpg", Pictures.Jpeg(p)),
        ("Pictures/unused.jpg", Encoding.UTF8.GetBytes(p.Hide())),
    ]);

    [Fact]
    public void A_text_keeps_what_is_read_and_nothing_else()
    {
        var p = new Plant();
        var dirty = File(p, "text", "<style:style style:name=\"H\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style><style:style style:name=\"K\" style:family=\"text\" style:parent-style-name=\"H\"/>", $"""
            <text:tracked-changes><text:changed-region text:id="c1"><text:deletion><dc:creator>{p.Hide()}</dc:creator><text:p>{p.Hide()}</text:p></text:deletion></text:changed-region></text:tracked-changes>
            <text:user-field-decls><text:user-field-decl office:string-value="{p.Hide()}" text:name="v"/></text:user-field-decls>
            <text:p officeooo:rsid="0012abcd">{p.Show()}<text:change text:change-id="c1"/><office:annotation><dc:creator>{p.Hide()}</dc:creator><text:p>{p.Hide()}</text:p></office:annotation><text:span text:style-name="K">{p.Hide()}</text:span></text:p>
            <text:p><text:hidden-text text:condition="x" text:string-value="{p.Hide()}"/><text:author-name>{p.Show()}</text:author-name><text:a xlink:href="file:///C:/{p.Hide()}">{p.Show()}</text:a><text:a xlink:href="https://example.org/{p.Show()}">x</text:a></text:p>
            <text:section text:name="s" text:display="none"><text:p>{p.Hide()}</text:p></text:section><text:p><draw:frame><draw:image xlink:href="Pictures/1.jpg"/></draw:frame></text:p>
            """);
        var clean = Proof.Holds(dirty, p);
        Assert.Contains("AddParaTableSpacing", Zip.Text(clean.Bytes, "settings.xml"));
        Assert.Equal("mimetype", Zip.Read(clean.Bytes).Keys.First());
    }

    [Fact]
    public void A_spreadsheet_loses_hidden_sheets_rows_and_columns()
    {
        var p = new Plant();
        var dirty = File(p, "spreadsheet", "<style:style style:name=\"T\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>", $"""
            <table:table table:name="a" table:style-name="T"><table:table-row><table:table-cell><text:p>{p.Hide()}</text:p></table:table-cell></table:table-row></table:table>
            <table:table table:name="b"><table:table-column/><table:table-column table:visibility="collapse"/><table:table-row><table:table-cell table:formula="of:=[a.A1]" office:value="4"><text:p>{p.Show()}</text:p></table:table-cell><table:table-cell><text:p>{p.Hide()}</text:p></table:table-cell></table:table-row>
            <table:table-row table:visibility="filter"><table:table-cell><text:p>{p.Hide()}</text:p></table:table-cell></table:table-row></table:table><text:p><draw:image xlink:href="./Pictures/1.jpg"/></text:p>
            """);
        Assert.DoesNotContain("formula", Zip.Text(Proof.Holds(dirty, p).Bytes, "content.xml"));
    }

    [Fact]
    public void A_presentation_loses_hidden_slides_and_notes()
    {
        var p = new Plant();
        var dirty = File(p, "presentation", "<style:style style:name=\"D\" style:family=\"drawing-page\"><style:drawing-page-properties presentation:visibility=\"hidden\"/></style:style>", $"""
            <draw:page draw:name="1"><draw:frame><draw:text-box><text:p>{p.Show()}</text:p></draw:text-box></draw:frame><presentation:notes><draw:frame><draw:text-box><text:p>{p.Hide()}</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>
            <draw:page draw:name="2" draw:style-name="D"><draw:frame><draw:text-box><text:p>{p.Hide()}</text:p></draw:text-box></draw:frame></draw:page><draw:page><draw:image xlink:href="Pictures/1.jpg"/></draw:page>
            """);
        Proof.Holds(dirty, p);
    }

    [Fact]
    public void A_flat_text_is_cleaned_like_a_packed_one()
    {
        var p = new Plant();
        var dirty = $"<?xml version=\"1.0\"?><office:document {Namespaces}><office:meta><dc:creator>{p.Hide()}</dc:creator></office:meta><office:settings><config:config-item-set config:name=\"ooo:configuration-settings\"><config:config-item config:name=\"PrinterName\" config:type=\"string\">{p.Hide()}</config:config-item></config:config-item-set></office:settings><office:body><office:text><text:p>{p.Show()}<office:annotation><text:p>{p.Hide()}</text:p></office:annotation></text:p></office:text></office:body></office:document>";
        Proof.Holds(Encoding.UTF8.GetBytes(dirty), p);
    }
}
