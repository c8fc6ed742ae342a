namespace Rebato.Ledger;

/// <summary>The signature types of C2SP signed-note that this product makes and verifies.</summary>
public enum NoteAlgorithm : byte
{
    /// <summary>Ed25519 (RFC 8032) over the note text.</summary>
    Ed25519 = 0x01,

    /// <summary>C2SP tlog-cosignature, Ed25519: a witness saw this checkpoint at a time it states.</summary>
    CosignatureEd25519 = 0x04,

    /// <summary>C2SP tlog-cosignature, ML-DSA-44 (FIPS 204): the same, safe against quantum computers.</summary>
    CosignatureMlDsa44 = 0x06,
}
