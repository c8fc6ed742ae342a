using System.Buffers.Binary;
using System.Text;
using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>One signature line of a note: <c>— name base64(key id ‖ signature)</c>.</summary>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Bytes)
{
    private const string Dash = "— ";

    internal static NoteSignature? Parse(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith(Dash) || line[Dash.Length..].IndexOf(' ') is not (> 0 and var space))
            return null;
        var name = line.Slice(Dash.Length, space).ToString();
        if (!NoteVerifier.IsName(name) || !Base64.TryDecode(line[(Dash.Length + space + 1)..], out var bytes) || bytes.Length < 5)
            return null;
        return new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[4..]);
    }

    /// <summary>The line with its newline.</summary>
    public override string ToString()
    {
        var bytes = new byte[4 + Bytes.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Bytes.CopyTo(bytes, 4);
        return $"{Dash}{Name} {Convert.ToBase64String(bytes)}\n";
    }
}

/// <summary>A text and who signed it, as C2SP signed-note has it. Reading one proves nothing: <see cref="Verify"/> does.</summary>
/// <param name="Text">What is signed, with its last newline.</param>
/// <param name="Signatures">One or more.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>Bytes beyond which a note is not read. The spec asks for room for 16 signatures of 5 kB.</summary>
    public const int MaxLength = 512 * 1024;
    private const int MostSignatures = 64;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a note; the refusal names the line that is wrong.</summary>
    public static Outcome<SignedNote> Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxLength)
            return new Refusal("ledger.note.tooLong", null, null, MaxLength);
        string note;
        try
        {
            note = Strict.GetString(bytes);
        }
        catch (ArgumentException)
        {
            return new Refusal("ledger.note.encoding");
        }
        if (note.Any(c => c < ' ' && c != '\n'))
            return new Refusal("ledger.note.encoding");
        var blank = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 1 || blank + 2 == note.Length)
            return new Refusal("ledger.note.noSignatures");
        if (!note.EndsWith('\n'))
            return new Refusal("ledger.note.lastLine");
        var text = note[..(blank + 1)];
        var lines = note[(blank + 2)..^1].Split('\n');
        if (lines.Length > MostSignatures)
            return new Refusal("ledger.note.tooMany", null, null, MostSignatures);
        var signatures = new List<NoteSignature>();
        foreach (var line in lines)
        {
            if (NoteSignature.Parse(line) is not { } signature)
                return new Refusal("ledger.note.signatureLine", null, "line", text.Count(c => c == '\n') + 2 + signatures.Count);
            signatures.Add(signature);
        }
        return new SignedNote(text, signatures);
    }

    /// <summary>
    /// Sorts the signatures by the keys that are trusted. A signature of a key that is not in
    /// <paramref name="keys"/> is unknown and says nothing, whatever name it bears.
    /// </summary>
    public NoteVerification Verify(IReadOnlyCollection<NoteVerifier> keys)
    {
        var verified = new List<VerifiedSignature>();
        var failed = new List<NoteVerifier>();
        var unknown = new List<NoteSignature>();
        foreach (var signature in Signatures)
        {
            if (keys.FirstOrDefault(key => key.Made(signature)) is not { } known)
                unknown.Add(signature);
            else if (known.Verifies(Text, signature))
                verified.Add(new(known, known.TimeOf(signature)));
            else
                failed.Add(known);
        }
        return new(verified, failed, unknown);
    }

    /// <summary>The same text with one more signature after the others.</summary>
    public SignedNote With(NoteSignature signature) => new(Text, [.. Signatures, signature]);

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    public override string ToString() => $"{Text}\n{string.Concat(Signatures)}";
}

/// <summary>A signature that was checked, and when it says it was made if it is a cosignature.</summary>
public sealed record VerifiedSignature(NoteVerifier Key, Instant? At);

/// <summary>What the trusted keys say of a note.</summary>
/// <param name="Verified">Signatures of trusted keys that hold.</param>
/// <param name="Failed">Trusted keys whose signature does not hold: then the whole note is rejected.</param>
/// <param name="Unknown">Signatures of other keys: ignored.</param>
public sealed record NoteVerification(
    IReadOnlyList<VerifiedSignature> Verified, IReadOnlyList<NoteVerifier> Failed, IReadOnlyList<NoteSignature> Unknown)
{
    /// <summary>At least one trusted signature holds and none fails.</summary>
    public bool Accepted => Verified.Count > 0 && Failed.Count == 0;
}
