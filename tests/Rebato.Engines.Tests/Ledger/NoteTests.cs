using System.Text;
using Rebato.Ledger;

namespace Rebato.Engines.Tests.Ledger;

public sealed class NoteTests
{
    /// <summary>The example of the documentation of golang.org/x/mod/sumdb/note.</summary>
    private const string GoKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private const string GoNote =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
        + "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    [Fact]
    public void A_note_of_another_implementation_verifies()
    {
        var key = NoteVerifier.Parse(GoKey).Value;
        Assert.Equal(GoKey, key.ToString());
        var note = Parse(GoNote);
        Assert.Equal(GoNote, note.ToString());
        Assert.True(note.Verify([key]).Accepted);
        Assert.False(Parse(GoNote.Replace("answer", "Answer")).Verify([key]).Accepted);
    }

    [Fact]
    public void A_private_key_of_another_implementation_signs_the_same_bytes()
    {
        const string skey = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
        var signer = NoteSigner.Parse(skey).Value;
        Assert.Equal(GoKey, signer.Verifier.ToString());
        Assert.Equal(skey, signer.Export());
        Assert.Equal(GoKey, signer.ToString());
        var note = Parse(GoNote);
        Assert.Equal(note.Signatures[0].ToString(), signer.Sign(note.Text, TestLog.Noon).ToString());
    }

    [Fact]
    public void Unknown_signatures_are_ignored_but_never_enough()
    {
        var (known, stranger) = (TestLog.Key, NoteSigner.FromSeed("other.example", NoteAlgorithm.Ed25519, TestLog.Bytes("other")));
        var note = new SignedNote("hola\n", [stranger.Sign("hola\n", TestLog.Noon), known.Sign("hola\n", TestLog.Noon)]);
        var verification = note.Verify([known.Verifier]);
        Assert.True(verification.Accepted);
        Assert.Single(verification.Unknown);
        Assert.False((note with { Signatures = [note.Signatures[0]] }).Verify([known.Verifier]).Accepted);
    }

    [Fact]
    public void A_known_key_whose_signature_fails_rejects_the_whole_note()
    {
        var (one, two) = (TestLog.Key, NoteSigner.FromSeed("other.example", NoteAlgorithm.Ed25519, TestLog.Bytes("other")));
        var note = new SignedNote("hola\n", [one.Sign("hola\n", TestLog.Noon), two.Sign("adiós\n", TestLog.Noon)]);
        Assert.False(note.Verify([one.Verifier, two.Verifier]).Accepted);
        Assert.True(note.Verify([one.Verifier]).Accepted);
    }

    [Fact]
    public void A_key_with_the_same_name_and_another_id_is_unknown()
    {
        var impostor = NoteSigner.FromSeed(TestLog.Origin, NoteAlgorithm.Ed25519, TestLog.Bytes("impostor"));
        var note = new SignedNote("hola\n", [impostor.Sign("hola\n", TestLog.Noon)]);
        var verification = note.Verify([TestLog.Key.Verifier]);
        Assert.False(verification.Accepted);
        Assert.Single(verification.Unknown);
    }

    [Theory]
    [InlineData("", "ledger.note.noSignatures")]
    [InlineData("text\n", "ledger.note.noSignatures")]
    [InlineData("text\n\n", "ledger.note.noSignatures")]
    [InlineData("\n\n— a AAAAAAA=\n", "ledger.note.noSignatures")]
    [InlineData("text\n\n— a AAAAAAA=", "ledger.note.lastLine")]
    [InlineData("te\txt\n\n— a AAAAAAA=\n", "ledger.note.encoding")]
    [InlineData("text\n\n- a AAAAAAA=\n", "ledger.note.signatureLine")]
    [InlineData("text\n\n— a+b AAAAAAA=\n", "ledger.note.signatureLine")]
    [InlineData("text\n\n— a AAAAAA==\n", "ledger.note.signatureLine")]
    [InlineData("text\n\n— a AAAAAAB=\n", "ledger.note.signatureLine")]
    [InlineData("text\n\n— a  AAAAAAA=\n", "ledger.note.signatureLine")]
    public void A_malformed_note_is_refused_with_its_reason(string note, string code) =>
        Assert.Equal(code, SignedNote.Parse(Encoding.UTF8.GetBytes(note)).Refusal?.Code);

    [Fact]
    public void The_refusal_names_the_line()
    {
        var refusal = SignedNote.Parse(Encoding.UTF8.GetBytes("one\ntwo\n\n— a AAAAAAA=\nnonsense\n")).Refusal!;
        Assert.Equal(5, refusal.Values[0]);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() =>
        Assert.Equal("ledger.note.encoding", SignedNote.Parse([0xff, 0x0a, 0x0a]).Refusal?.Code);

    [Fact]
    public void Sixteen_long_signatures_fit_in_a_note()
    {
        var text = new Checkpoint(TestLog.Origin, 1, MerkleTree.EmptyRoot).ToString();
        var signer = NoteSigner.FromSeed("w.example", NoteAlgorithm.CosignatureMlDsa44, TestLog.Bytes("pq"));
        var note = new SignedNote(text, [.. Enumerable.Repeat(signer.Sign(text, TestLog.Noon), 16)]);
        Assert.True(Parse(note.ToString()).Verify([signer.Verifier]).Accepted);
    }

    [Theory]
    [InlineData("name", "ledger.key.shape")]
    [InlineData("na me+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "ledger.key.name")]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "ledger.key.id")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T", "ledger.key.base64")]
    [InlineData("PeterNeumann+c74f20a3+AhpcNw==", "ledger.key.algorithm")]
    [InlineData("PeterNeumann+c74f20a3+AQAA", "ledger.key.length")]
    public void A_key_that_is_mistyped_is_refused_by_the_part_that_is_wrong(string vkey, string code) =>
        Assert.Equal(code, NoteVerifier.Parse(vkey).Refusal?.Code);

    private static SignedNote Parse(string note) => SignedNote.Parse(Encoding.UTF8.GetBytes(note)).Value;
}
