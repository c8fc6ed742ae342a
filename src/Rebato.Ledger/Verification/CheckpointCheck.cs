using System.Globalization;

namespace Rebato.Ledger;

/// <summary>
/// Who stands behind a checkpoint. The log's key is the one that bears the name of the origin; every other key that
/// was given is a witness. Without any key, the one inside the file is used, and the verdict says what that is worth.
/// </summary>
internal static class CheckpointCheck
{
    /// <summary>Checks key, signature and cosignatures; gives the log's key when its signature holds.</summary>
    public static NoteVerifier? Run(
        Findings findings, SignedCheckpoint checkpoint, IReadOnlyCollection<NoteVerifier> trusted, NoteVerifier? enclosed)
    {
        var origin = checkpoint.Body.Origin;
        findings.Tell("origin", origin, true);
        findings.Tell("size", checkpoint.Body.Size.ToString(CultureInfo.InvariantCulture), true);
        var key = LogKey(findings, checkpoint, trusted, enclosed);
        var signed = key is not null && Signature(findings, checkpoint, key);
        Cosignatures(findings, checkpoint, [.. trusted.Where(known => !IsLogKey(known, origin))]);
        return signed ? key : null;
    }

    private static bool IsLogKey(NoteVerifier key, string origin) =>
        key.Name == origin && key.Algorithm != NoteAlgorithm.CosignatureEd25519;

    private static NoteVerifier? LogKey(
        Findings findings, SignedCheckpoint checkpoint, IReadOnlyCollection<NoteVerifier> trusted, NoteVerifier? enclosed)
    {
        var origin = checkpoint.Body.Origin;
        if (trusted.Count > 0)
        {
            var known = trusted.Where(key => IsLogKey(key, origin)).ToList();
            var signer = known.Find(key => checkpoint.Note.Signatures.Any(key.Made));
            if (signer is not null && enclosed is not null && !trusted.Any(key => key.ToString() == enclosed.ToString()))
                findings.Fail("key", "altered", origin, enclosed.Fingerprint);
            else if (signer is not null)
                findings.Pass("key", origin, signer.Fingerprint);
            else if (known.Count > 0)
                findings.Fail("key", "other", origin, known[0].Fingerprint);
            else
                findings.Fail("key", "unknown", origin);
            return signer;
        }
        if (enclosed is null)
        {
            findings.Fail("key", "needed", origin);
            return null;
        }
        if (!IsLogKey(enclosed, origin))
        {
            findings.Fail("key", "name", origin, enclosed.Name);
            return null;
        }
        findings.Skip("key", "enclosed", origin, enclosed.Fingerprint);
        findings.Warn("warning.enclosedKey", origin, enclosed.Fingerprint);
        return enclosed;
    }

    private static bool Signature(Findings findings, SignedCheckpoint checkpoint, NoteVerifier key)
    {
        var verification = checkpoint.Note.Verify([key]);
        if (verification.Accepted)
            findings.Pass("signature", key.Name, checkpoint.Body.Size);
        else if (verification.Failed.Count > 0)
            findings.Fail("signature", "failed", key.Name);
        else
            findings.Fail("signature", "absent", key.Name);
        return verification.Accepted;
    }

    private static void Cosignatures(Findings findings, SignedCheckpoint checkpoint, NoteVerifier[] witnesses)
    {
        var verification = checkpoint.Note.Verify(witnesses);
        foreach (var witness in witnesses)
        {
            if (verification.Failed.Contains(witness))
                findings.Fail("cosignature", "failed", witness.Name);
            else if (verification.Verified.FirstOrDefault(signature => signature.Key == witness) is { } verified)
                findings.Pass("cosignature", witness.Name, verified.At?.ToString() ?? "-");
            else
                findings.Skip("cosignature", "absent", witness.Name);
        }
        var others = verification.Unknown.Where(signature => signature.Name != checkpoint.Body.Origin).Select(signature => signature.Name).ToList();
        if (others.Count > 0)
            findings.Skip("cosignature", "unknown", string.Join(", ", others));
        else if (witnesses.Length == 0)
            findings.Skip("cosignature", "none");
    }
}
