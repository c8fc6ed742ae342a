using Rebato.Kernel;
using Rebato.Ledger;

namespace Rebato.Engines.Tests.Ledger;

/// <summary>A small log with everything fixed by its seed, so that a failure repeats.</summary>
internal sealed class TestLog
{
    public static readonly Instant Noon = Instant.From(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    public const string Origin = "registro.villa.example/osi";

    private readonly Frontier frontier = new();
    private readonly List<Leaf> leaves = [];

    public TestLog(int size)
    {
        for (var seq = 0; seq < size; seq++)
        {
            var leaf = LeafAt(seq);
            leaves.Add(leaf);
            Tiles.Append(leaf.Hash());
            frontier.Append(leaf.Hash());
        }
    }

    public static NoteSigner Key { get; } = NoteSigner.FromSeed(Origin, NoteAlgorithm.Ed25519, Bytes("log key"));
    public static NoteSigner Witness { get; } = NoteSigner.FromSeed("testigo.diputacion.example/1", NoteAlgorithm.CosignatureEd25519, Bytes("witness key"));

    public MemoryTiles Tiles { get; } = new();
    public TileProver Prover => new(Tiles);
    public IReadOnlyList<Leaf> Leaves => leaves;
    public Checkpoint Head => new(Origin, leaves.Count, frontier.Root());

    public SignedCheckpoint Checkpoint => Head.Sign(Key, Noon);
    public SignedCheckpoint Cosigned => Checkpoint.With(Witness.Sign(Head.ToString(), Noon));

    /// <summary>A disclosed receipt of one act, cosigned, in the log as it was with <paramref name="size"/> acts.</summary>
    public Receipt Receipt(long seq, long? size = null)
    {
        var head = size is { } then ? new Checkpoint(Origin, then, Prover.Root(then)) : Head;
        var signed = head.Sign(Key, Noon).With(Witness.Sign(head.ToString(), Noon));
        var disclosure = new Disclosure(Payload(seq), Salt(seq));
        return Rebato.Ledger.Receipt.Of(leaves[(int)seq], Prover, signed, Key.Verifier, $"2026/{seq + 1:0000}", "Villa del Río", disclosure);
    }

    public static byte[] Bytes(string label) => Digest.Of(System.Text.Encoding.UTF8.GetBytes(label)).ToArray();

    public static Guid Id(string label) => new(Bytes(label).AsSpan(0, 16), bigEndian: true);

    public static byte[] Salt(long seq) => Bytes($"salt {seq}");

    public static byte[] Payload(long seq) => System.Text.Encoding.UTF8.GetBytes(
        $$"""{"number":"2026/{{seq + 1:0000}}","text":"Correo sospechoso en el puesto {{seq}}","town":"Villa del Río"}""");

    public static Leaf LeafAt(long seq) => new(
        Id("log"), seq, Id($"event {seq}"), Noon + TimeSpan.FromMinutes(seq), 5_000_000 + seq, Id($"subject {seq}"), Id("actor"),
        "incident.recorded", "Reglamento 38.4", Commitment.Of(Salt(seq), Payload(seq)),
        RowChange.Hash([new("incident", Id($"subject {seq}"), new Digest(Bytes($"row {seq}")))]));
}
