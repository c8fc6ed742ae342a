namespace Rebato.Platform.Access;

/// <summary>What a certificate says about its holder. Only the first two make a public employee of them.</summary>
internal enum CertificateKind
{
    PublicEmployeeHigh,
    PublicEmployeeMedium,

    /// <summary>A citizen's own certificate: only by authorisation of the Security Committee (regulation, 16.2).</summary>
    Personal,
}

/// <summary>What happens when nobody can say whether a certificate was revoked.</summary>
/// <param name="AcceptStaleHours">
/// How many hours past its <c>nextUpdate</c> the last list known is still believed. Zero, the normal setting,
/// refuses; a town hall raises it by a recorded decision on the day its network is down. What a list, however
/// old, says is revoked stays refused.
/// </param>
/// <param name="Online">Whether OCSP responders and distribution points may be asked.</param>
internal sealed record RevocationTerms(int AcceptStaleHours = 0, bool Online = false)
{
    /// <summary>How far the clock of an issuer may be ahead of ours.</summary>
    public TimeSpan Skew { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>Which certificates open the door.</summary>
/// <param name="Kinds">Certificate policies admitted, and what each makes of its holder.</param>
internal sealed record CertificateTerms(IReadOnlyDictionary<string, CertificateKind> Kinds, RevocationTerms Revocation)
{
    /// <summary>
    /// The profile of the public employee, levels high and medium (Ley 40/2015 art. 43; "Perfiles de certificados
    /// electrónicos" of the General Administration), revocation never taken on trust.
    /// </summary>
    public static CertificateTerms PublicEmployee { get; } = new(
        new Dictionary<string, CertificateKind>
        {
            ["2.16.724.1.3.5.7.1"] = CertificateKind.PublicEmployeeHigh,
            ["2.16.724.1.3.5.7.2"] = CertificateKind.PublicEmployeeMedium,
        },
        new RevocationTerms());
}
