using System.Globalization;
using System.Security.Cryptography;

namespace Rebato.Platform.Access;

/// <summary>
/// How passwords are kept: PBKDF2 with HMAC-SHA512 (CCN-STIC 807, NIST SP 800-132) as a self-describing text
/// <c>$pbkdf2-sha512$i=300000$salt$hash</c>. OWASP asks 210,000 rounds of SHA-512 for what 600,000 of SHA-256 give.
/// Chosen over Argon2id because the runtime does it natively: the managed Argon2 would give an attacker with native
/// code an advantage over us at the same waiting time.
/// </summary>
internal static class PasswordHash
{
    private const int Rounds = 300_000, MostRounds = 10_000_000, SaltBytes = 16, HashBytes = 32;
    private const string Prefix = "$pbkdf2-sha512$i=";

    /// <summary>Nobody's password: checked when the account does not exist, so that the answer takes as long.</summary>
    public static readonly string OfNobody = Prefix + Rounds.ToString(CultureInfo.InvariantCulture) + "$AAAAAAAAAAAAAAAAAAAAAA==$" + Convert.ToBase64String(new byte[HashBytes]);

    public static string Make(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, Rounds))}");
    }

    /// <summary>Whether it matches; at the cost with which it was kept.</summary>
    public static bool Matches(string password, string kept)
    {
        var parts = kept.StartsWith(Prefix, StringComparison.Ordinal) ? kept[Prefix.Length..].Split('$') : [];
        if (parts.Length != 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) || rounds is < 1 or > MostRounds)
            throw new InvalidOperationException("A kept password has an unknown form.");
        return CryptographicOperations.FixedTimeEquals(Derive(password, Convert.FromBase64String(parts[1]), rounds), Convert.FromBase64String(parts[2]));
    }

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(PasswordRule.Canonical(password), salt, rounds, HashAlgorithmName.SHA512, HashBytes);
}
