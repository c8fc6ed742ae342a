using System.Text;
using Rebato.Ledger;

namespace Rebato.Engines.Tests.Ledger;

public sealed class CheckpointTests
{
    [Fact]
    public void A_checkpoint_reads_back_as_it_was_written_with_all_its_signatures()
    {
        var written = new TestLog(5).Cosigned;
        var read = SignedCheckpoint.Parse(written.ToBytes()).Value;
        Assert.Equal(written.Body, read.Body);
        Assert.Equal(written.ToString(), read.ToString());
        Assert.Equal(2, read.Note.Verify([TestLog.Key.Verifier, TestLog.Witness.Verifier]).Verified.Count);
    }

    [Theory]
    [InlineData("example.com\n5\nFnsS9Wq4+kGVyb8bxGRVNTXnVWiyMFUNN2Xj2d0y3ww=\next\n", "ledger.checkpoint.lines")]
    [InlineData("example.com\n5\n", "ledger.checkpoint.lines")]
    [InlineData("\n5\nFnsS9Wq4+kGVyb8bxGRVNTXnVWiyMFUNN2Xj2d0y3ww=\n", "ledger.checkpoint.origin")]
    [InlineData("example.com\n05\nFnsS9Wq4+kGVyb8bxGRVNTXnVWiyMFUNN2Xj2d0y3ww=\n", "ledger.checkpoint.size")]
    [InlineData("example.com\n+5\nFnsS9Wq4+kGVyb8bxGRVNTXnVWiyMFUNN2Xj2d0y3ww=\n", "ledger.checkpoint.size")]
    [InlineData("example.com\n9223372036854775808\nFnsS9Wq4+kGVyb8bxGRVNTXnVWiyMFUNN2Xj2d0y3ww=\n", "ledger.checkpoint.size")]
    [InlineData("example.com\n5\nFnsS9Wq4+kGVyb8bxGRVNTXnVWiyMFUNN2Xj2d0y3w==\n", "ledger.checkpoint.root")]
    [InlineData("example.com\n5\nFnsS9Wq4+kGVyb8bxGRVNTXnVWiyMFUNN2Xj2d0y3wx=\n", "ledger.checkpoint.root")]
    public void Anything_but_the_three_canonical_lines_is_refused(string text, string code) =>
        Assert.Equal(code, Checkpoint.Parse(text).Refusal?.Code);

    [Fact]
    public void A_cosignature_signs_the_time_and_the_text_as_the_specification_says()
    {
        var head = new TestLog(3).Head;
        var signature = TestLog.Witness.Sign(head.ToString(), TestLog.Noon);
        var seconds = TestLog.Noon.Utc.ToUnixTimeSeconds();
        Assert.Equal(TestLog.Noon, TestLog.Witness.Verifier.TimeOf(signature));
        Assert.Equal(72, signature.Bytes.Length);
        // The same seed as a plain Ed25519 key, over the message tlog-cosignature prescribes.
        var plain = NoteSigner.FromSeed("x", NoteAlgorithm.Ed25519, TestLog.Bytes("witness key"));
        Assert.Equal(plain.Sign($"cosignature/v1\ntime {seconds}\n{head}", TestLog.Noon).Bytes, signature.Bytes[8..]);
    }

    [Theory]
    [InlineData(NoteAlgorithm.CosignatureEd25519)]
    [InlineData(NoteAlgorithm.CosignatureMlDsa44)]
    public void A_cosignature_whose_time_or_text_was_changed_does_not_hold(NoteAlgorithm algorithm)
    {
        var (head, later) = (new TestLog(3).Head.ToString(), new TestLog(4).Head.ToString());
        var signer = NoteSigner.FromSeed("w.example", algorithm, TestLog.Bytes("w"));
        var parsed = NoteVerifier.Parse(signer.Verifier.ToString()).Value;
        var signature = signer.Sign(head, TestLog.Noon);
        Assert.True(parsed.Verifies(head, signature));
        Assert.False(parsed.Verifies(later, signature));
        var moved = signature.Bytes.ToArray();
        moved[7] ^= 1;
        Assert.False(parsed.Verifies(head, signature with { Bytes = moved }));
        Assert.False(parsed.Verifies(head, signature with { Bytes = signature.Bytes[..^1] }));
    }

    [Fact]
    public void A_quantum_safe_cosignature_binds_the_name_of_the_witness()
    {
        var head = new TestLog(3).Head.ToString();
        var one = NoteSigner.FromSeed("one.example", NoteAlgorithm.CosignatureMlDsa44, TestLog.Bytes("w"));
        var two = NoteSigner.FromSeed("two.example", NoteAlgorithm.CosignatureMlDsa44, TestLog.Bytes("w"));
        var signature = one.Sign(head, TestLog.Noon);
        Assert.False(two.Verifier.Verifies(head, signature with { Name = "two.example", KeyId = two.Verifier.KeyId }));
    }

    [Fact]
    public void A_witness_key_signs_nothing_but_checkpoints() =>
        Assert.Throws<ArgumentException>(() => TestLog.Witness.Sign("hola\n", TestLog.Noon));

    [Fact]
    public void The_fingerprint_is_the_whole_hash_the_key_id_is_cut_from()
    {
        var key = TestLog.Key.Verifier;
        Assert.StartsWith($"{key.KeyId:X8}", key.Fingerprint.Replace(" ", ""));
        Assert.Equal(64 + 15, key.Fingerprint.Length);
        Assert.Equal(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
            [.. Encoding.UTF8.GetBytes(key.Name), 0x0a, 0x01, .. key.PublicKey.Span])), key.Fingerprint.Replace(" ", ""));
    }
}
