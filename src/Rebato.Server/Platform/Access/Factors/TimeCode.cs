using System.Security.Cryptography;
using OtpNet;
using Rebato.Kernel;

namespace Rebato.Platform.Access;

/// <summary>
/// The six digits of a phone (TOTP, RFC 6238: SHA-1, 30 seconds). A code serves once: whoever saw it typed cannot
/// use it again, because only a later step than the last is taken.
/// </summary>
internal static class TimeCode
{
    private const int SecretBytes = 20;

    /// <summary>One step before and one after, for phones whose clock is a little off (RFC 6238, 5.2).</summary>
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>What the enrolment QR holds; <paramref name="issuer"/> is the town hall.</summary>
    public static string EnrolmentUri(byte[] secret, string issuer, string login) =>
        new OtpUri(OtpType.Totp, secret, login, issuer).ToString();

    /// <summary>The secret as a person types it, in groups of four.</summary>
    public static string Typed(byte[] secret) =>
        string.Join(' ', Base32Encoding.ToString(secret).TrimEnd('=').Chunk(4).Select(group => new string(group)));

    /// <summary>The step that the code belongs to, to be kept as the last one used; null when it is wrong or was used.</summary>
    public static long? Step(byte[] secret, string code, Instant at, long lastUsed)
    {
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == 6 && new Totp(secret).VerifyTotp(at.Utc.UtcDateTime, digits, out var step, Window) && step > lastUsed ? step : null;
    }
}
