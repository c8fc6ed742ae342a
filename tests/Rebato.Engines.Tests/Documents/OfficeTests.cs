using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Rebato.Documents;

namespace Rebato.Engines.Tests.Documents;

public sealed class OfficeTests
{
    [Fact]
    public void A_text_document_keeps_what_is_read_and_nothing_else()
    {
        var plant = new Plant();
        var clean = Proof.Holds(OfficeFiles.Word(plant), plant);
        Assert.Equal("ooxml", clean.Before.Format);
        foreach (var code in new[] { "author", "last-modified-by", "organisation", "comment", "deleted-text", "hidden-text", "template", "mail-merge", "gps", "local-link", "embedded-file", "active-content", "unknown-part", "orphan-data", "archive-comment", "hidden-rows", "field-code" })
            Assert.Contains(code, Proof.Codes(clean).Split(' '));
    }

    [Fact]
    public void The_cleaned_text_document_is_valid_and_none_of_its_relationships_dangles()
    {
        var clean = Proof.Holds(OfficeFiles.Word(new Plant()), new Plant());
        using var document = WordprocessingDocument.Open(new MemoryStream(clean.Bytes.ToArray()), false);
        Assert.Equal([], new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Description} {e.Path?.XPath}"));
    }

    [Fact]
    public void A_deleted_paragraph_mark_joins_the_text_to_the_paragraph_that_follows()
    {
        var text = Zip.Text(Proof.Holds(OfficeFiles.Word(new Plant()), new Plant()).Bytes, "word/document.xml");
        Assert.DoesNotContain("w:del", text);
        Assert.DoesNotContain("<w:ins ", text);
        Assert.DoesNotContain("rsid", text);
        Assert.Contains(" PAGE ", text);
    }

    [Fact]
    public void For_use_inside_review_marks_stay_without_names_and_hidden_text_is_reported()
    {
        var plant = new Plant();
        var outcome = Review.Clean(OfficeFiles.Word(plant), CleaningPolicy.Internal with { KeepsEmbedded = false }, stop: TestContext.Current.CancellationToken);
        Assert.Null(outcome.Refusal);
        var text = Zip.Text(outcome.Value.Bytes, "word/document.xml");
        Assert.Contains("w:del ", text);
        Assert.Contains("w:author=\"Author1\"", text);
        Assert.Contains(outcome.Value.Before.Findings, f => f is { Code: "hidden-text", Remedy: Remedy.Person });
        Proof.Again(outcome.Value, CleaningPolicy.Internal with { KeepsEmbedded = false });
    }

    [Fact]
    public void A_workbook_loses_hidden_sheets_rows_and_columns_and_shows_the_same_values()
    {
        var plant = new Plant();
        var clean = Proof.Holds(OfficeFiles.Excel(plant), plant);
        var sheet = Zip.Text(clean.Bytes, "xl/worksheets/sheet1.xml");
        Assert.DoesNotContain("<f>", sheet);
        Assert.Contains("<v>4142</v>", sheet);
        Assert.Contains("<v>5354</v>", sheet);
        var book = Zip.Text(clean.Bytes, "xl/workbook.xml");
        Assert.DoesNotContain("Oculta", book);
        Assert.Contains("activeTab=\"0\"", book);
        Assert.Contains("name=\"_xlnm.Print_Area\" localSheetId=\"0\"", book);
        using var document = SpreadsheetDocument.Open(new MemoryStream(clean.Bytes.ToArray()), false);
        Assert.Equal([], new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Description} {e.Path?.XPath}"));
    }

    [Fact]
    public void A_signed_document_is_refused_until_an_unsigned_copy_is_asked_for()
    {
        var plant = new Plant();
        var dirty = OfficeFiles.Word(plant, ("_xmlsignatures/origin.sigs", ""), ("_xmlsignatures/sig1.xml", "<x/>"));
        var parts = Zip.Read(dirty);
        parts["_rels/.rels"] = System.Text.Encoding.UTF8.GetBytes(Zip.Text(dirty, "_rels/.rels").Replace("</Relationships>", "<Relationship Id=\"sg\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin\" Target=\"_xmlsignatures/origin.sigs\"/></Relationships>"));
        dirty = Zip.Of([.. parts.Select(e => (e.Key, (object)e.Value))]);
        Assert.Equal("signed", Review.Clean(dirty, CleaningPolicy.Publish, stop: TestContext.Current.CancellationToken).Refusal?.Code);
        Assert.Null(Review.Clean(dirty, CleaningPolicy.Publish with { Unsigns = true }, stop: TestContext.Current.CancellationToken).Refusal);
    }
}
