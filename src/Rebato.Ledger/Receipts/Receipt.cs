namespace Rebato.Ledger;

/// <summary>The payload behind a leaf's commitment, for a holder who may see it.</summary>
/// <param name="Payload">The exact bytes that were committed to: canonical JSON.</param>
/// <param name="Salt">The 32-byte key of the commitment.</param>
public sealed record Disclosure(byte[] Payload, byte[] Salt);

/// <summary>
/// All that is needed to prove, with no server and no network, that one act is in the log at its place.
/// </summary>
/// <param name="Leaf">The act.</param>
/// <param name="Index">Its place in the tree; the same as the leaf's sequence number.</param>
/// <param name="Path">From the leaf's sibling to the root's child.</param>
/// <param name="Checkpoint">The signed head the path leads to, with the cosignatures it had.</param>
/// <param name="LogKey">The log's public key: a convenience, not a proof. Who verifies compares its fingerprint.</param>
/// <param name="Number">The number people know the act by, at most 255 bytes; proven only through the payload.</param>
/// <param name="Town">The town hall, at most 255 bytes; proven only through the payload.</param>
/// <param name="Disclosure">Null when the payload is withheld or was erased.</param>
public sealed record Receipt(
    Leaf Leaf,
    long Index,
    IReadOnlyList<Digest> Path,
    SignedCheckpoint Checkpoint,
    NoteVerifier LogKey,
    string Number,
    string Town,
    Disclosure? Disclosure)
{
    /// <summary>The file name extension of a receipt.</summary>
    public const string Extension = ".rbt";

    /// <summary>Makes the receipt of a leaf from the log's tiles.</summary>
    public static Receipt Of(
        Leaf leaf, TileProver prover, SignedCheckpoint checkpoint, NoteVerifier logKey, string number, string town, Disclosure? disclosure) =>
        new(leaf, leaf.Seq, prover.Inclusion(leaf.Seq, checkpoint.Body.Size), checkpoint, logKey, number, town, disclosure);

    /// <summary>The same receipt for somebody who may not see the payload.</summary>
    public Receipt Withheld() => this with { Disclosure = null };
}
