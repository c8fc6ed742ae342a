using System.Text;
using Rebato.Documents;

namespace Rebato.Engines.Tests.Documents;

public sealed class ContainerTests
{
    private static readonly CleaningPolicy Publish = CleaningPolicy.Publish;

    [Fact]
    public void Files_in_archives_in_archives_are_cleaned_each_in_its_turn()
    {
        var p = new Plant();
        var inner = Zip.Of(p.Hide(), ("foto.jpg", Pictures.Jpeg(p)), ("acta.docx", OfficeFiles.Word(p)));
        var dirty = Zip.Of(("dentro.zip", inner), ("plano.png", Pictures.Png(p)), ("nota.txt", p.Show()), ("Thumbs.db", p.Hide()), ("informe.pdf", PdfFiles.Dirty(p)));
        var clean = Proof.Holds(dirty, p);
        Assert.Contains(clean.Before.Findings, f => f.Place.StartsWith("dentro.zip!acta.docx!", StringComparison.Ordinal));
    }

    [Fact]
    public void An_archive_with_one_unknown_file_is_refused_naming_it()
    {
        var dirty = Zip.Of(("a.txt", "hola"), ("b.exe", new byte[] { 0x4D, 0x5A, 0, 1, 2, 3, 4, 5 }));
        var refusal = Review.Clean(dirty, Publish, stop: TestContext.Current.CancellationToken).Refusal;
        Assert.Equal("unknown-format", refusal?.Code);
    }

    [Fact]
    public void A_book_keeps_its_title_and_loses_its_author()
    {
        var p = new Plant();
        var dirty = Zip.Of(
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"b.opf\"/></rootfiles></container>"),
            ("b.opf", $"<package xmlns=\"http://www.idpf.org/2007/opf\"><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{p.Show()}</dc:title><dc:identifier>{p.Show()}</dc:identifier><dc:language>es</dc:language><dc:creator>{p.Hide()}</dc:creator><meta name=\"generator\" content=\"{p.Hide()}\"/><meta property=\"dcterms:modified\">2024-01-01T00:00:00Z</meta></metadata><manifest/></package>"),
            ("c.xhtml", $"<!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><meta name=\"author\" content=\"{p.Hide()}\"/><script>{p.Hide()}</script></head><body onload=\"{p.Hide()}\"><!-- {p.Hide()} --><p>{p.Show()}</p></body></html>"),
            ("foto.jpg", Pictures.Jpeg(p)));
        Proof.Holds(dirty, p);
    }

    [Fact]
    public void A_message_keeps_what_its_recipient_reads()
    {
        var p = new Plant();
        var attachment = Convert.ToBase64String(Pictures.Jpeg(p));
        var dirty = $"""
            Received: from {p.Hide()} by x; Tue, 1 Oct 2024 10:00:00 +0200
            X-Originating-IP: {p.Hide()}
            User-Agent: {p.Hide()}
            Message-ID: <{p.Hide()}@interno.lan>
            From: Ana <ana@example.org>
            To: {p.Show()} <b@example.org>
            Bcc: {p.Hide()} <c@example.org>
            Subject: {p.Show()}
            Date: Tue, 1 Oct 2024 10:00:00 +0200
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="q"

            {p.Hide()}
            --q
            Content-Type: text/html; charset=utf-8

            <p>{p.Show()}</p><!-- {p.Hide()} --><img src="https://example.org/{p.Hide()}.gif">
            --q
            Content-Type: image/jpeg; name="foto.jpg"
            Content-Disposition: attachment; filename="foto.jpg"
            Content-Transfer-Encoding: base64

            {attachment}
            --q--
            {p.Hide()}
            """.ReplaceLineEndings("\r\n");
        Assert.Equal("eml", Proof.Holds(Encoding.UTF8.GetBytes(dirty), p).Before.Format);
    }

    [Fact]
    public void Plain_text_loses_what_cannot_be_seen()
    {
        var dirty = Encoding.UTF8.GetBytes("\uFEFFEl acta\u200B dice\u2060 esto: 👩‍👧 ñandú\u202E\n");
        var clean = Review.Clean(dirty, Publish, stop: TestContext.Current.CancellationToken).Value;
        Assert.Equal("El acta dice esto: 👩‍👧 ñandú\n", Encoding.UTF8.GetString(clean.Bytes.Span));
        Proof.Again(clean, Publish);
    }

    [Fact]
    public void Personal_data_count_only_when_their_check_digits_do()
    {
        var text = "DNI 12345678Z, otro 12345678A, NIE X1234567L, ES91 2100 0418 4502 0005 1332, ES91 2100 0418 4502 0005 1333, tel. 612 345 678, ana@example.org, matrícula 1234 BCD, baja médica";
        var found = Review.Inspect(Encoding.UTF8.GetBytes(text), Publish, stop: TestContext.Current.CancellationToken).Value.Findings;
        Assert.Equal(["12345678Z"], found.Single(f => f.Code == "dni").Values);
        Assert.Equal(["X1234567L"], found.Single(f => f.Code == "nie").Values);
        Assert.Equal(["ES91 2100 0418 4502 0005 1332"], found.Single(f => f.Code == "iban").Values);
        Assert.Equal(["612 345 678"], found.Single(f => f.Code == "phone").Values);
        foreach (var code in new[] { "email", "plate", "special-category" }) Assert.Contains(found, f => f.Code == code && f.Remedy == Remedy.Person);
    }
}
