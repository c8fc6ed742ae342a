namespace Rebato.Platform.Access;

/// <summary>
/// What the town hall decides about access. The numbers of the regulation come from the norm profile (section
/// <c>Norm</c>), the addresses and the terms of certificates from section <c>Access</c>.
/// </summary>
internal sealed class AccessSettings
{
    public PasswordTerms Password { get; init; } = new();
    public SessionTerms Session { get; init; } = new();
    public CertificateTerms Certificates { get; init; } = CertificateTerms.PublicEmployee;
    public OpenIdSettings OpenId { get; init; } = new();

    public static AccessSettings Read(IConfiguration configuration)
    {
        var norm = configuration.GetSection("Norm");
        var access = configuration.GetSection("Access");
        var kinds = access.GetSection("CertificatePolicies").GetChildren()
            .ToDictionary(each => each.Key, each => Enum.Parse<CertificateKind>(each.Value ?? "", ignoreCase: true));
        return new AccessSettings
        {
            Password = new PasswordTerms(
                norm.GetValue("PasswordLength", 12), norm.GetValue("PasswordDays", 60), norm.GetValue("PasswordNoticeDays", 10)),
            Session = new SessionTerms
            {
                IdleLock = TimeSpan.FromMinutes(norm.GetValue("IdleLockMinutes", 5)),
                IdleEnd = TimeSpan.FromMinutes(norm.GetValue("IdleEndMinutes", 30)),
                Longest = TimeSpan.FromHours(norm.GetValue("SessionHours", 10)),
            },
            Certificates = new CertificateTerms(
                kinds.Count > 0 ? kinds : CertificateTerms.PublicEmployee.Kinds,
                new RevocationTerms(access.GetValue("AcceptStaleHours", 0), access.GetValue("AskRevocationOnline", false))),
            OpenId = access.GetSection("OpenId").Get<OpenIdSettings>() ?? new(),
        };
    }
}

/// <summary>The OpenID Connect provider of the town hall, when it has one.</summary>
internal sealed class OpenIdSettings
{
    public string Authority { get; init; } = "";
    public string ClientId { get; init; } = "";

    /// <summary>The file that holds the client's secret.</summary>
    public string SecretFile { get; init; } = "";

    /// <summary>The claim by which a person is found the first time: their login here.</summary>
    public string LoginClaim { get; init; } = "preferred_username";

    /// <summary>How the button is called; empty for the usual sentence.</summary>
    public string Name { get; init; } = "";

    public bool On => Authority.Length > 0;
}
