using System.Text;
using Rebato.Kernel;
using Rebato.Ledger;

namespace Rebato.Engines.Tests.Ledger;

public sealed class WitnessTests
{
    private static readonly TestLog Log = new(40);
    private readonly Witness witness = new(TestLog.Witness, [TestLog.Key.Verifier]);
    private SignedCheckpoint? kept;

    [Fact]
    public void It_cosigns_a_log_that_grows_and_keeps_each_checkpoint()
    {
        foreach (var (from, to) in new[] { (0L, 5L), (5L, 5L), (5L, 17L), (17L, 40L) })
        {
            var answer = Ask(Request(from, to));
            Assert.Equal(200, answer.Status);
            var cosignature = WitnessReply.Cosignature(Head(to), Encoding.UTF8.GetBytes(answer.Body), TestLog.Witness.Verifier).Value;
            Assert.Equal(TestLog.Noon, TestLog.Witness.Verifier.TimeOf(cosignature));
            Assert.Equal(2, kept!.Note.Verify([TestLog.Key.Verifier, TestLog.Witness.Verifier]).Verified.Count);
        }
    }

    [Fact]
    public void Who_does_not_know_the_last_size_learns_it()
    {
        Ask(Request(0, 17));
        var answer = Ask(Request(0, 40));
        Assert.Equal((409, "text/x.tlog.size"), (answer.Status, answer.ContentType));
        Assert.Equal(17, WitnessReply.Size(Encoding.UTF8.GetBytes(answer.Body)).Value);
        Assert.Equal(17, kept!.Body.Size);
    }

    [Fact]
    public void A_log_restored_from_an_old_copy_is_found_out()
    {
        Ask(Request(0, 17));
        Assert.Equal("ledger.witness.conflict", Ask(Request(0, 5)).Refusal?.Code);
        Assert.Equal("ledger.witness.oldSize", Ask(new WitnessRequest(17, [], Head(5))).Refusal?.Code);
        Assert.Equal(17, kept!.Body.Size);
    }

    [Fact]
    public void A_history_written_again_is_found_out_longer_or_just_as_long()
    {
        Ask(Request(0, 17));
        var other = new TileProver(Rewritten(40));
        var rewritten = new Checkpoint(TestLog.Origin, 40, other.Root(40)).Sign(TestLog.Key, TestLog.Noon);
        Assert.Equal(422, Ask(new WitnessRequest(17, other.Consistency(17, 40), rewritten)).Status);
        var asLong = new Checkpoint(TestLog.Origin, 17, other.Root(17)).Sign(TestLog.Key, TestLog.Noon);
        var split = Ask(new WitnessRequest(17, [], asLong));
        Assert.Equal((409, "ledger.witness.split"), (split.Status, split.Refusal?.Code));
        Assert.NotEqual(WitnessAnswer.SizeType, split.ContentType);
        Assert.Equal(Head(17).Body, kept!.Body);
    }

    [Fact]
    public void A_log_it_does_not_know_or_whose_signature_is_not_its_own_is_refused()
    {
        var strange = new Checkpoint("otra.example/log", 5, Log.Prover.Root(5)).Sign(TestLog.Key, TestLog.Noon);
        Assert.Equal(404, Ask(new WitnessRequest(0, [], strange)).Status);
        var impostor = NoteSigner.FromSeed(TestLog.Origin, NoteAlgorithm.Ed25519, TestLog.Bytes("impostor"));
        Assert.Equal(403, Ask(new WitnessRequest(0, [], Head(5).Body.Sign(impostor, TestLog.Noon))).Status);
        Assert.Null(kept);
    }

    [Fact]
    public void A_first_checkpoint_comes_with_no_proof()
    {
        Assert.Equal(422, Ask(new WitnessRequest(0, [MerkleTree.EmptyRoot], Head(5))).Status);
        Assert.Equal(200, Ask(Request(0, 0)).Status);
    }

    [Fact]
    public void A_request_reads_back_as_it_was_written()
    {
        var request = Request(17, 40);
        var read = WitnessRequest.Parse(request.ToBytes()).Value;
        Assert.Equal(request.ToBytes(), read.ToBytes());
        Assert.NotEmpty(read.Proof);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("old 5", 1)]
    [InlineData("old 05\n\nx", 1)]
    [InlineData("old -1\n\nx", 1)]
    [InlineData("older 5\n\nx", 1)]
    [InlineData("old 5\nAAAA\n\nx", 2)]
    public void A_malformed_request_is_refused_by_its_line(string body, int line) =>
        Assert.Equal(line, WitnessRequest.Parse(Encoding.UTF8.GetBytes(body)).Refusal?.Values[0]);

    [Fact]
    public void A_proof_of_more_than_sixty_three_lines_is_refused()
    {
        var lines = string.Concat(Enumerable.Repeat(MerkleTree.EmptyRoot.ToBase64() + "\n", 64));
        Assert.Equal("ledger.witness.request", WitnessRequest.Parse(Encoding.UTF8.GetBytes($"old 5\n{lines}\n{Head(5)}")).Refusal?.Code);
    }

    [Fact]
    public void An_answer_that_somebody_else_signed_is_not_taken()
    {
        var other = NoteSigner.FromSeed("testigo.diputacion.example/1", NoteAlgorithm.CosignatureEd25519, TestLog.Bytes("other"));
        var line = other.Sign(Head(5).Body.ToString(), TestLog.Noon).ToString();
        Assert.Equal("ledger.witness.notSigned", WitnessReply.Cosignature(Head(5), Encoding.UTF8.GetBytes(line), TestLog.Witness.Verifier).Refusal?.Code);
        Assert.Equal("ledger.witness.silent", WitnessReply.Cosignature(Head(5), "<html>"u8, TestLog.Witness.Verifier).Refusal?.Code);
        Assert.Equal("ledger.witness.silent", WitnessReply.Size("17"u8).Refusal?.Code);
    }

    private WitnessAnswer Ask(WitnessRequest request)
    {
        var answer = witness.Answer(request.ToBytes(), _ => kept, TestLog.Noon);
        kept = answer.Accepted ?? kept;
        return answer;
    }

    private static SignedCheckpoint Head(long size) => new Checkpoint(TestLog.Origin, size, Log.Prover.Root(size)).Sign(TestLog.Key, TestLog.Noon);

    private static WitnessRequest Request(long from, long to) => new(from, Log.Prover.Consistency(from, to), Head(to));

    private static MemoryTiles Rewritten(int size)
    {
        var tiles = new MemoryTiles();
        for (var seq = 0; seq < size; seq++)
            tiles.Append((TestLog.LeafAt(seq) with { Type = seq == 3 ? "other" : "incident.recorded" }).Hash());
        return tiles;
    }
}
