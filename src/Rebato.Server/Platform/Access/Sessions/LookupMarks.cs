using System.Security.Cryptography;
using System.Text;
using Rebato.Platform.Data;

namespace Rebato.Platform.Access;

/// <summary>
/// Finds people without keeping in clear what they are found by: a keyed hash of the login, the tax number or the
/// identity at a provider. The key lies outside the database, so the hashes cannot be tried against a list of names.
/// </summary>
internal sealed class LookupMarks(KeyRing keys, int town)
{
    private readonly byte[] key = keys.Derive("lookup", town);

    public byte[] Login(string login) => Of("login", string.Concat(login.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant()));

    public byte[] Of(Nif nif) => Of("nif", nif.Value);

    public byte[] Federated(string issuer, string subject) => Of("oidc", issuer + "\n" + subject);

    private byte[] Of(string kind, string value) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(kind + "\0" + value));
}
