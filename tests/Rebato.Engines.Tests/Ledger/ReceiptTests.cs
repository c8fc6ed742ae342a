using System.Text;
using Rebato.Ledger;

namespace Rebato.Engines.Tests.Ledger;

public sealed class ReceiptTests
{
    private static readonly TestLog Log = new(300);
    private static readonly NoteVerifier[] Trusted = [TestLog.Key.Verifier, TestLog.Witness.Verifier];

    [Fact]
    public void A_receipt_reads_back_from_its_file_and_everything_matches()
    {
        var written = Log.Receipt(257);
        var read = ReceiptFile.Read(ReceiptFile.Write(written)).Value;
        Assert.Equal(ReceiptFile.Write(written), ReceiptFile.Write(read));
        var verdict = ReceiptVerifier.Verify(read, Trusted);
        Assert.True(verdict.Matches);
        Assert.Empty(verdict.Warnings);
        Assert.Equal(
            ["format", "key", "signature", "cosignature", "position", "inclusion", "payload", "number", "town"],
            verdict.Checks.Where(check => check.State == CheckState.Passed).Select(check => check.Name));
        Assert.All(verdict.Facts, fact => Assert.True(fact.Proven, fact.Name));
    }

    [Fact]
    public void The_file_is_a_tlog_proof_that_any_transparency_tool_reads()
    {
        var lines = Encoding.UTF8.GetString(ReceiptFile.Write(Log.Receipt(0))).Split('\n');
        Assert.Equal("c2sp.org/tlog-proof@v1", lines[0]);
        Assert.StartsWith("extra ", lines[1]);
        Assert.Equal("index 0", lines[2]);
        Assert.Equal(TestLog.Origin, lines[Array.IndexOf(lines, "") + 1]);
    }

    [Fact]
    public void A_withheld_payload_leaves_the_act_proven_and_the_number_only_said()
    {
        var verdict = ReceiptVerifier.Verify(Log.Receipt(7).Withheld(), Trusted);
        Assert.True(verdict.Matches);
        Assert.Contains(verdict.Checks, check => check is { Name: "payload", State: CheckState.NotChecked });
        Assert.False(verdict.Facts.Single(fact => fact.Name == "number").Proven);
        Assert.True(verdict.Facts.Single(fact => fact.Name == "at").Proven);
    }

    [Fact]
    public void One_letter_of_the_payload_changed_is_named()
    {
        var receipt = Log.Receipt(7);
        var payload = receipt.Disclosure!.Payload.ToArray();
        payload[30] ^= 1;
        Fails(receipt with { Disclosure = receipt.Disclosure with { Payload = payload } }, "payload");
    }

    [Fact]
    public void An_act_dated_again_is_not_in_the_log()
    {
        var receipt = Log.Receipt(7);
        Fails(receipt with { Leaf = receipt.Leaf with { At = receipt.Leaf.At + TimeSpan.FromDays(1) } }, "inclusion");
    }

    [Fact]
    public void An_act_put_in_the_place_of_another_is_named()
    {
        var receipt = Log.Receipt(7);
        Fails(receipt with { Index = 8 }, "position", "inclusion");
        Fails(receipt with { Index = 400 }, "position", "inclusion");
    }

    [Fact]
    public void A_number_written_over_the_one_in_the_payload_is_named() =>
        Fails(Log.Receipt(7) with { Number = "2026/9999" }, "number");

    [Fact]
    public void A_head_written_again_has_no_signature()
    {
        var receipt = Log.Receipt(7);
        var body = receipt.Checkpoint.Body with { Size = 301 };
        Fails(receipt with { Checkpoint = new(body, receipt.Checkpoint.Note with { Text = body.ToString() }) }, "signature", "cosignature");
    }

    [Fact]
    public void A_log_signed_by_a_stranger_is_told_from_the_town_hall_by_its_key()
    {
        var stranger = NoteSigner.FromSeed(TestLog.Origin, NoteAlgorithm.Ed25519, TestLog.Bytes("stranger"));
        var forged = Log.Receipt(7) with { Checkpoint = Log.Head.Sign(stranger, TestLog.Noon), LogKey = stranger.Verifier };
        Fails(forged, "key");
        var unaware = ReceiptVerifier.Verify(forged, []);
        Assert.True(unaware.Matches);
        Assert.Equal(stranger.Verifier.Fingerprint, Assert.Single(unaware.Warnings).Values[1]);
    }

    [Fact]
    public void While_a_key_is_replaced_the_head_bears_both_and_either_is_enough()
    {
        var next = NoteSigner.FromSeed(TestLog.Origin, NoteAlgorithm.CosignatureMlDsa44, TestLog.Bytes("next"));
        var receipt = Log.Receipt(7);
        receipt = receipt with { Checkpoint = receipt.Checkpoint.With(next.Sign(Log.Head.ToString(), TestLog.Noon)) };
        Assert.True(ReceiptVerifier.Verify(receipt, [TestLog.Key.Verifier]).Matches);
        var both = ReceiptVerifier.Verify(receipt, [next.Verifier, TestLog.Key.Verifier]);
        Assert.True(both.Matches);
        Assert.Equal(2, both.Checks.Count(check => check is { Name: "signature", State: CheckState.Passed }));
        var forged = receipt with { Checkpoint = Log.Receipt(7).Checkpoint.With(next.Sign(new TestLog(3).Head.ToString(), TestLog.Noon)) };
        Assert.Equal(["signature"], ReceiptVerifier.Verify(forged, [next.Verifier, TestLog.Key.Verifier]).Failures.Select(check => check.Name));
    }

    [Fact]
    public void A_key_of_another_name_inside_the_receipt_is_not_used() =>
        Assert.Contains(
            ReceiptVerifier.Verify(Log.Receipt(7) with { LogKey = NoteSigner.FromSeed("x.example", NoteAlgorithm.Ed25519, TestLog.Bytes("x")).Verifier }, []).Failures,
            check => check.Code == "key.name");

    [Fact]
    public void A_receipt_made_before_the_log_grew_still_holds_and_the_log_extends_it()
    {
        var old = Log.Receipt(40, 100);
        Assert.True(ReceiptVerifier.Verify(old, [TestLog.Key.Verifier]).Matches);
        Assert.True(MerkleProof.Extends(100, old.Checkpoint.Body.Root, 300, Log.Head.Root, Log.Prover.Consistency(100, 300)));
    }

    [Fact]
    public void Every_flipped_bit_of_a_receipt_file_is_refused_or_named()
    {
        var file = ReceiptFile.Write(Log.Receipt(7));
        for (var at = 0; at < file.Length; at++)
        {
            var changed = file.ToArray();
            changed[at] ^= (byte)(1 << (at % 8));
            if (ReceiptFile.Read(changed).Done(out var receipt, out _))
                Assert.False(ReceiptVerifier.Verify(receipt, Trusted) is { Matches: true } and var verdict && AllProven(verdict), $"byte {at}");
        }
    }

    private static bool AllProven(Verdict verdict) =>
        verdict.Facts.All(fact => fact.Proven) && verdict.Checks.All(check => check.State == CheckState.Passed);

    private static void Fails(Receipt receipt, params string[] names) =>
        Assert.Equal(names, ReceiptVerifier.Verify(receipt, Trusted).Failures.Select(check => check.Name));
}
