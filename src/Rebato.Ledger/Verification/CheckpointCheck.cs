using System.Globalization;

namespace Rebato.Ledger;

/// <summary>
/// Who stands behind a checkpoint. The log's key is the one that bears the name of the origin; every other key that
/// was given is a witness. Without any key, the one inside the file is used, and the verdict says what that is worth.
/// </summary>
internal static class CheckpointCheck
{
    /// <summary>Checks keys, signatures and cosignatures; gives the log's keys whose signature holds.</summary>
    public static IReadOnlyList<NoteVerifier> Run(
        Findings findings, SignedCheckpoint checkpoint, IReadOnlyCollection<NoteVerifier> trusted, NoteVerifier? enclosed)
    {
        var origin = checkpoint.Body.Origin;
        findings.Tell("origin", origin, true);
        findings.Tell("size", checkpoint.Body.Size.ToString(CultureInfo.InvariantCulture), true);
        var keys = trusted.Count > 0 ? Known(findings, checkpoint, trusted, enclosed) : Enclosed(findings, origin, enclosed);
        var signed = keys.Count > 0 && Signatures(findings, checkpoint, keys);
        Cosignatures(findings, checkpoint, [.. trusted.Where(known => !IsLogKey(known, origin))]);
        return signed ? keys : [];
    }

    private static bool IsLogKey(NoteVerifier key, string origin) =>
        key.Name == origin && key.Algorithm != NoteAlgorithm.CosignatureEd25519;

    /// <summary>Of the trusted keys, those that signed: one, or two while a key is being replaced.</summary>
    private static List<NoteVerifier> Known(
        Findings findings, SignedCheckpoint checkpoint, IReadOnlyCollection<NoteVerifier> trusted, NoteVerifier? enclosed)
    {
        var origin = checkpoint.Body.Origin;
        var known = trusted.Where(key => IsLogKey(key, origin)).ToList();
        var signers = known.Where(key => checkpoint.Note.Signatures.Any(key.Made)).ToList();
        if (signers.Count > 0 && enclosed is not null && !trusted.Any(key => key.ToString() == enclosed.ToString()))
            findings.Fail("key", "altered", origin, enclosed.Fingerprint);
        else if (signers.Count > 0)
            signers.ForEach(signer => findings.Pass("key", origin, signer.Fingerprint));
        else if (known.Count > 0)
            findings.Fail("key", "other", origin, known[0].Fingerprint);
        else
            findings.Fail("key", "unknown", origin);
        return signers;
    }

    private static List<NoteVerifier> Enclosed(Findings findings, string origin, NoteVerifier? enclosed)
    {
        if (enclosed is null)
        {
            findings.Fail("key", "needed", origin);
            return [];
        }
        if (!IsLogKey(enclosed, origin))
        {
            findings.Fail("key", "name", origin, enclosed.Name);
            return [];
        }
        findings.Skip("key", "enclosed", origin, enclosed.Fingerprint);
        findings.Warn("warning.enclosedKey", origin, enclosed.Fingerprint);
        return [enclosed];
    }

    private static bool Signatures(Findings findings, SignedCheckpoint checkpoint, List<NoteVerifier> keys)
    {
        var verification = checkpoint.Note.Verify(keys);
        foreach (var key in keys)
        {
            if (verification.Failed.Contains(key))
                findings.Fail("signature", "failed", key.Name);
            else if (verification.Verified.Any(signature => signature.Key == key))
                findings.Pass("signature", key.Name, checkpoint.Body.Size);
            else
                findings.Fail("signature", "absent", key.Name);
        }
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
