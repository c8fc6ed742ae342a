using CsCheck;
using Rebato.Ledger;

namespace Rebato.Engines.Tests.Ledger;

public sealed class ReceiptQrTests
{
    private static readonly TestLog Log = new(300);

    /// <summary>A payload as acts have them: names, identifiers, a sentence; it deflates as such things do.</summary>
    private static readonly string Words = string.Concat(Enumerable.Range(0, 40).Select(i =>
        $$"""{"class":"contenido-abusivo","danger":"medio","id":"{{TestLog.Id($"w{i}")}}","number":"2026/0042","text":"Mensaje de un proveedor que pide cambiar la cuenta {{i}}"}"""));

    [Fact]
    public void A_receipt_reads_back_from_its_qr_text()
    {
        var written = Log.Receipt(257);
        var text = ReceiptQr.Write(written).Value;
        Assert.Equal(ReceiptFile.Write(written), ReceiptFile.Write(ReceiptQr.Read(text + "\r\n").Value));
        Assert.All(text, c => Assert.Contains(c, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"));
    }

    [Fact]
    public void With_five_million_leaves_a_witness_and_a_payload_it_fits_a_qr_code_of_version_30()
    {
        var receipt = Tall(23, payload: 400);
        var text = ReceiptQr.Write(receipt).Value;
        Assert.InRange(text.Length, 1000, ReceiptQr.MaxCharacters);
        // Without the payload it fits the sturdier level M of the same version: 1,994 characters.
        Assert.InRange(ReceiptQr.Write(receipt.Withheld()).Value.Length, 1000, 1994);
        Assert.NotNull(ReceiptQr.Read(text).Value.Disclosure);
    }

    [Fact]
    public void A_payload_that_does_not_fit_is_left_out_and_the_act_stays_provable()
    {
        var text = ReceiptQr.Write(Tall(23, payload: 4000)).Value;
        Assert.InRange(text.Length, 1000, ReceiptQr.MaxCharacters);
        Assert.Null(ReceiptQr.Read(text).Value.Disclosure);
    }

    [Fact]
    public void A_quantum_safe_cosignature_stays_out_of_the_qr_code_and_in_the_file()
    {
        var witness = NoteSigner.FromSeed("pq.example", NoteAlgorithm.CosignatureMlDsa44, TestLog.Bytes("pq"));
        var receipt = Log.Receipt(7);
        receipt = receipt with { Checkpoint = receipt.Checkpoint.With(witness.Sign(Log.Head.ToString(), TestLog.Noon)) };
        Assert.Equal(2, ReceiptQr.Read(ReceiptQr.Write(receipt).Value).Value.Checkpoint.Note.Signatures.Count);
        var file = ReceiptFile.Read(ReceiptFile.Write(receipt)).Value;
        Assert.Contains(ReceiptVerifier.Verify(file, [TestLog.Key.Verifier, witness.Verifier]).Checks, check => check is { Name: "cosignature", State: CheckState.Passed });
    }

    [Theory]
    [InlineData("Hello!!", "%69 VD92EX0")]
    [InlineData("base-45", "UJCLQE7W581")]
    [InlineData("ietf!", "QED8WEX0")]
    public void Base45_is_that_of_rfc_9285(string plain, string encoded)
    {
        // The examples of RFC 9285 §4.3; in a receipt the alphabet is hidden behind deflate.
        Assert.Equal(encoded, Base45Of(plain));
    }

    [Theory]
    [InlineData("")]
    [InlineData("RBT1:")]
    [InlineData("RBT1:A")]
    [InlineData("RBT1:ñÑ0")]
    [InlineData("RBT1::::")]
    [InlineData("RBT2:000")]
    public void A_text_that_is_no_receipt_is_refused(string text) => Assert.NotNull(ReceiptQr.Read(text).Refusal);

    [Fact]
    public void A_code_that_inflates_without_end_is_refused()
    {
        using var deflated = new MemoryStream();
        using (var deflate = new System.IO.Compression.DeflateStream(deflated, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(new byte[50_000_000]);
        Assert.Equal("ledger.qr.text", ReceiptQr.Read("RBT1:" + Base45.Encode(deflated.ToArray())).Refusal?.Code);
    }

    [Fact]
    public void Any_bytes_survive_base45() => Gen.Byte.Array[0, 100].Sample(bytes =>
    {
        Assert.True(Base45.TryDecode(Base45.Encode(bytes), out var read));
        Assert.Equal(bytes, read);
    }, iter: 300, seed: "0000KOIKD4d4");

    private static string Base45Of(string plain) => Base45.Encode(System.Text.Encoding.ASCII.GetBytes(plain));

    /// <summary>A receipt as a log of five million leaves gives it: the sizes are real, the path is only as long.</summary>
    private static Receipt Tall(int path, int payload)
    {
        var leaf = TestLog.LeafAt(4_711_003);
        var head = new Checkpoint(TestLog.Origin, 5_000_000, new Digest(TestLog.Bytes("root")));
        var text = Words[..payload];
        return new Receipt(
            leaf, leaf.Seq, [.. Enumerable.Range(0, path).Select(i => new Digest(TestLog.Bytes($"path {i}")))],
            head.Sign(TestLog.Key, TestLog.Noon).With(TestLog.Witness.Sign(head.ToString(), TestLog.Noon)), TestLog.Key.Verifier,
            "2026/0042", "Ayuntamiento de Villa del Río", new Disclosure(System.Text.Encoding.UTF8.GetBytes(text), TestLog.Salt(1)));
    }
}
