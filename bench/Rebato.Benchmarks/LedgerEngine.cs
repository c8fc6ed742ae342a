using System.Diagnostics;
using System.Globalization;
using System.Text;
using Rebato.Kernel;
using Rebato.Ledger;

namespace Rebato.Benchmarks;

/// <summary>
/// The engine of the ledger alone, on one core and without a disk: what checking a whole log and single proofs costs.
/// <c>ledger-engine [leaves]</c>, a million unless told.
/// </summary>
internal static class LedgerEngine
{
    private const int Proofs = 2_000;
    private static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes(new string('x', 424));
    private static readonly byte[] Salt = new byte[Commitment.SaltLength];
    private static readonly Digest Promise = Commitment.Of(Salt, Payload);

    public static int Run(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var records = new byte[count][];
        for (var seq = 0; seq < count; seq++)
            records[seq] = Record(seq);
        var tiles = new MemoryTiles();
        foreach (var record in records)
            tiles.Append(MerkleTree.HashLeaf(record));
        var prover = new TileProver(tiles);
        var root = prover.Root(count);

        Console.WriteLine($"{"",-44}{"per second",14}{"per CPU second",16}");
        Measure("leaf records to root", count, () => Root(records, decode: false) == root);
        Measure("  and every leaf decoded", count, () => Root(records, decode: true) == root);
        Measure("commitment of a 424-byte payload", count, () => Repeat(count, () => Commitment.Of(Salt, Payload) == Promise));
        var paths = Enumerable.Range(0, Proofs).Select(i => (long)i * count / Proofs).Select(index => (index, prover.Inclusion(index, count))).ToList();
        Measure("inclusion proof made from tiles", Proofs, () => paths.TrueForAll(path => prover.Inclusion(path.index, count).Length > 0));
        Measure("inclusion proof verified", Proofs, () => paths.TrueForAll(
            path => MerkleProof.Includes(MerkleTree.HashLeaf(records[path.index]), path.index, count, path.Item2, root)));
        var steps = Enumerable.Range(1, Proofs).Select(i => (long)i * count / Proofs).Select(size => (size, prover.Root(size), prover.Consistency(size, count))).ToList();
        Measure("consistency proof verified", Proofs, () => steps.TrueForAll(step => MerkleProof.Extends(step.size, step.Item2, count, root, step.Item3)));
        Receipts(new Checkpoint("bench.example/log", count, root), prover, records);
        return 0;
    }

    private static void Receipts(Checkpoint head, TileProver prover, byte[][] records)
    {
        const int Many = 1000;
        var key = NoteSigner.FromSeed(head.Origin, NoteAlgorithm.Ed25519, Salt);
        Measure("checkpoint signed (Ed25519)", Many, () => Repeat(Many, () => head.Sign(key, Start).Note.Signatures.Count == 1));
        var leaf = Leaf.Decode(records[head.Size / 3]).Value;
        var receipt = Receipt.Of(leaf, prover, head.Sign(key, Start), key.Verifier, "2026/0001", "Villa", new(Payload, Salt));
        var file = ReceiptFile.Write(receipt);
        Measure("receipt read and verified", Many, () => Repeat(Many, () => ReceiptVerifier.Verify(ReceiptFile.Read(file).Value, [key.Verifier]).Matches));
        Console.WriteLine($"receipt file {file.Length} bytes; QR text {ReceiptQr.Write(receipt).Value.Length} characters");
    }

    private static byte[] Record(long seq) => new Leaf(
        Id(1), seq, Id(seq), Start + TimeSpan.FromSeconds(seq), seq, Id(seq + 7), Id(3), "incident.recorded", "Reglamento 38.4",
        Promise, Digest.Of(BitConverter.GetBytes(-seq))).Encode();

    private static Guid Id(long number) => new(Digest.Of(BitConverter.GetBytes(number)).Bytes[..16], bigEndian: true);

    private static Digest Root(byte[][] records, bool decode)
    {
        var frontier = new Frontier();
        foreach (var record in records)
        {
            if (decode && Leaf.Decode(record).Value.Seq != frontier.Size)
                throw new InvalidDataException("A leaf out of its place.");
            frontier.Append(MerkleTree.HashLeaf(record));
        }
        return frontier.Root();
    }

    private static bool Repeat(int count, Func<bool> once)
    {
        for (var i = 0; i < count; i++)
        {
            if (!once())
                return false;
        }
        return true;
    }

    private static void Measure(string what, int count, Func<bool> run)
    {
        // The second column is what one core does when it is not shared.
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        if (!run())
            throw new InvalidDataException($"{what}: does not hold.");
        var (wall, busy) = (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-44}{count / wall,14:N0}{count / busy,16:N0}"));
    }
}
