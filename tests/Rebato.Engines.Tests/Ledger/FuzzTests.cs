using System.IO.Compression;
using System.Text;
using Rebato.Kernel;
using Rebato.Ledger;

namespace Rebato.Engines.Tests.Ledger;

/// <summary>
/// Foreign bytes, thousands of times: whatever comes in, a parser answers with a value or a refusal and never throws,
/// and what was changed is never taken for what was signed.
/// </summary>
public sealed class FuzzTests
{
    private const int Cases = 4000;
    private static readonly TestLog Log = new(300);
    private static readonly NoteVerifier[] Trusted = [TestLog.Key.Verifier, TestLog.Witness.Verifier];

    [Fact]
    public void A_leaf_that_still_reads_is_exactly_the_bytes_it_was_read_from() => Each(TestLog.LeafAt(7).Encode(), changed =>
    {
        if (Leaf.Decode(changed).Done(out var leaf, out _))
            Assert.Equal(changed, leaf.Encode());
    });

    [Fact]
    public void A_note_that_still_verifies_has_the_text_that_was_signed() => Each(Log.Cosigned.ToBytes(), changed =>
    {
        if (SignedNote.Parse(changed).Done(out var note, out _) && note.Verify(Trusted).Accepted)
            Assert.Equal(Log.Head.ToString(), note.Text);
    });

    [Fact]
    public void A_checkpoint_that_still_verifies_is_the_one_that_was_signed() => Each(Log.Cosigned.ToBytes(), changed =>
    {
        if (SignedCheckpoint.Parse(changed).Done(out var read, out _) && read.Note.Verify(Trusted).Accepted)
            Assert.Equal(Log.Head, read.Body);
    });

    [Fact]
    public void A_key_that_still_reads_is_the_same_key_or_says_so_by_its_id() => Each(Encoding.UTF8.GetBytes(TestLog.Key.Verifier.ToString()), changed =>
    {
        if (NoteVerifier.Parse(Encoding.UTF8.GetString(changed)).Done(out var key, out _))
            Assert.Equal(TestLog.Key.Verifier.ToString(), key.ToString());
    });

    [Fact]
    public void A_receipt_that_still_matches_says_the_same() =>
        Each(ReceiptFile.Write(Log.Receipt(257)), changed => Same(ReceiptFile.Read(changed)));

    [Fact]
    public void A_qr_text_that_still_matches_says_the_same() => Each(
        Encoding.ASCII.GetBytes(ReceiptQr.Write(Log.Receipt(257)).Value), changed => Same(ReceiptQr.Read(Encoding.Latin1.GetString(changed))));

    [Fact]
    public void A_witness_cosigns_nothing_but_the_checkpoint_the_log_signed()
    {
        var witness = new Witness(TestLog.Witness, [TestLog.Key.Verifier]);
        var old = new Checkpoint(TestLog.Origin, 100, Log.Prover.Root(100)).Sign(TestLog.Key, TestLog.Noon);
        Each(new WitnessRequest(100, Log.Prover.Consistency(100, 300), Log.Checkpoint).ToBytes(), changed =>
        {
            if (witness.Answer(changed, _ => old, TestLog.Noon).Accepted is { } accepted)
                Assert.Equal(Log.Head, accepted.Body);
        });
    }

    [Fact]
    public void The_reader_of_a_witness_answer_takes_no_signature_but_the_witness_s() =>
        Each(Encoding.UTF8.GetBytes(TestLog.Witness.Sign(Log.Head.ToString(), TestLog.Noon).ToString()), changed =>
        {
            if (WitnessReply.Cosignature(Log.Checkpoint, changed, TestLog.Witness.Verifier).Done(out var signature, out _))
                Assert.True(TestLog.Witness.Verifier.Verifies(Log.Head.ToString(), signature));
            WitnessReply.Size(changed);
        });

    [Fact]
    public async Task A_pack_that_still_matches_holds_the_same_files()
    {
        var good = await TestPack.Write();
        var contents = Contents(good);
        var mutator = new Mutator(20_261_124);
        for (var i = 0; i < 1500; i++)
        {
            var outcome = await FileVerifier.VerifyAsync(new MemoryStream(mutator.Change(good)), Trusted, TestContext.Current.CancellationToken);
            if (outcome.Done(out var verdict, out _) && verdict.Matches)
                Assert.Equal(contents, Contents(mutator.Last));
        }
    }

    [Fact]
    public async Task Any_bytes_at_all_get_a_verdict_or_a_refusal()
    {
        var random = new Random(7);
        byte[][] starts = [[], "PK\u0003\u0004"u8.ToArray(), "RBT1:"u8.ToArray(), "c2sp.org/tlog-proof@v1\n"u8.ToArray(), Encoding.UTF8.GetBytes("x\n\n— ")];
        for (var i = 0; i < Cases; i++)
        {
            var noise = new byte[random.Next(300)];
            random.NextBytes(noise);
            byte[] file = [.. starts[i % starts.Length], .. noise];
            var outcome = await FileVerifier.VerifyAsync(new MemoryStream(file), Trusted, TestContext.Current.CancellationToken);
            Assert.False(outcome.Done(out var verdict, out _) && verdict.Matches);
        }
    }

    private static void Each(byte[] good, Action<byte[]> check)
    {
        var mutator = new Mutator(20_261_124);
        for (var i = 0; i < Cases; i++)
            check(mutator.Change(good));
    }

    private static void Same(Outcome<Receipt> read)
    {
        if (read.Done(out var unread, out _))
            ReceiptVerifier.Verify(unread, []); // with whatever key is inside: it must not throw
        if (!read.Done(out var receipt, out _) || !ReceiptVerifier.Verify(receipt, Trusted).Matches)
            return;
        var good = Log.Receipt(257);
        Assert.Equal((good.Leaf, good.Index), (receipt.Leaf, receipt.Index));
        if (receipt.Disclosure is { } disclosure)
            Assert.Equal((good.Number, good.Town, Convert.ToHexString(good.Disclosure!.Payload)), (receipt.Number, receipt.Town, Convert.ToHexString(disclosure.Payload)));
    }

    private static List<(string, string)> Contents(byte[] pack)
    {
        using var zip = new ZipArchive(new MemoryStream(pack));
        return [.. zip.Entries.Select(entry =>
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            return (entry.FullName, Digest.Of(content.ToArray()).ToHex());
        }).Order()];
    }

    /// <summary>Changes bytes as damage and malice do: flips, cuts, doubles, moves, swells numbers. Never gives the original.</summary>
    private sealed class Mutator(int seed)
    {
        private readonly Random random = new(seed);

        public byte[] Last { get; private set; } = [];

        public byte[] Change(byte[] good)
        {
            do
            {
                Last = good.ToArray();
                for (var steps = random.Next(1, 4); steps > 0; steps--)
                    Last = Step(Last);
            }
            while (Last.AsSpan().SequenceEqual(good));
            return Last;
        }

        private byte[] Step(byte[] bytes)
        {
            if (bytes.Length == 0)
                return [(byte)random.Next(256)];
            var (at, count) = (random.Next(bytes.Length), random.Next(1, 40));
            var end = Math.Min(bytes.Length, at + count);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    return bytes;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    return bytes;
                case 2:
                    return [.. bytes[..at], .. bytes[end..]];
                case 3:
                    return bytes[..at];
                case 4:
                    return [.. bytes[..end], .. bytes[at..]];
                case 5:
                    bytes.AsSpan(at, end - at).Fill(random.Next(2) == 0 ? (byte)0xff : (byte)'9');
                    return bytes;
                default:
                    var to = random.Next(bytes.Length);
                    (bytes[at], bytes[to]) = (bytes[to], bytes[at]);
                    return bytes;
            }
        }
    }
}
