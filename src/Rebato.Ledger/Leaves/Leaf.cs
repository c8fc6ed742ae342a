using System.Text;
using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>
/// What the log keeps of one act, for ever: who, when, on what and under which article, by pseudonyms and commitments
/// alone. It holds no personal data, so that erasing an act's payload and salt (RGPD art. 17) breaks no proof.
/// </summary>
/// <param name="LogId">The town's log.</param>
/// <param name="Seq">Place in the log, from 0: the same as the index in the tree, so that a re-ordering shows.</param>
/// <param name="EventId">The act.</param>
/// <param name="At">When, in UTC by the clock of the host.</param>
/// <param name="BootMicros">Microseconds since the host started: what shows that the clock was set.</param>
/// <param name="SubjectId">The record the act is about.</param>
/// <param name="ActorId">Pseudonym of who acted; the table that names them is erasable.</param>
/// <param name="Type">The kind of act: 1 to 64 visible ASCII characters.</param>
/// <param name="Article">The article it was done under; may be empty. At most 255 bytes of UTF-8, no control characters.</param>
/// <param name="Commitment"><see cref="Ledger.Commitment.Of"/> of the payload.</param>
/// <param name="Changes"><see cref="RowChange.Hash"/> of the rows it changed.</param>
public sealed record Leaf(
    Guid LogId,
    long Seq,
    Guid EventId,
    Instant At,
    long BootMicros,
    Guid SubjectId,
    Guid ActorId,
    string Type,
    string Article,
    Digest Commitment,
    Digest Changes)
{
    private const int LongestType = 64;

    /// <summary>The longest encoding there is, in bytes.</summary>
    public const int MaxLength = 92 + 1 + LongestType + 1 + 255 + (2 * Digest.Length);

    private static ReadOnlySpan<byte> Magic => "RBT1"u8;

    /// <summary>The hash by which the tree knows this leaf.</summary>
    public Digest Hash() => MerkleTree.HashLeaf(Encode());

    /// <summary>The one canonical big-endian record. A field outside its bounds throws: the product made it.</summary>
    public byte[] Encode()
    {
        if (Seq < 0 || !IsType(Type) || Encoding.UTF8.GetByteCount(Article) > 255 || Article.Any(char.IsControl))
            throw new InvalidOperationException($"Not a leaf: seq {Seq}, type '{Type}', article '{Article}'.");
        return new ByteWriter()
            .Bytes(Magic)
            .Id(LogId)
            .I64(Seq)
            .Id(EventId)
            .I64(At.Micros)
            .I64(BootMicros)
            .Id(SubjectId)
            .Id(ActorId)
            .Text(Type)
            .Text(Article)
            .Digest(Commitment)
            .Digest(Changes)
            .ToArray();
    }

    /// <summary>Reads a record; anything but exactly one well-formed leaf is refused with the field that is wrong.</summary>
    public static Outcome<Leaf> Decode(ReadOnlySpan<byte> record)
    {
        var reader = new ByteReader(record);
        if (!reader.Bytes(Magic.Length, "magic").SequenceEqual(Magic))
            return new Refusal("ledger.leaf.field", Field: "magic");
        var leaf = new Leaf(
            reader.Id("log"),
            reader.Count("seq"),
            reader.Id("event"),
            new Instant(reader.I64("at")),
            reader.I64("boot"),
            reader.Id("subject"),
            reader.Id("actor"),
            reader.Text("type"),
            reader.Text("article"),
            reader.Digest("commitment"),
            reader.Digest("changes"));
        var wrong = reader.Failed
            ?? (IsInstant(leaf.At) ? null : "at")
            ?? (IsType(leaf.Type) ? null : "type")
            ?? (reader.Left == 0 ? null : "end");
        return wrong is null ? leaf : new Refusal("ledger.leaf.field", Field: wrong);
    }

    private static bool IsType(string type) =>
        type.Length is > 0 and <= LongestType && type.All(c => c is > ' ' and <= '~');

    /// <summary>Years 1 to 9999, so that every leaf that is read can also be shown.</summary>
    private static bool IsInstant(Instant at) =>
        at >= Instant.From(DateTimeOffset.MinValue) && at <= Instant.From(DateTimeOffset.MaxValue);
}
