namespace Rebato.Platform.Access;

/// <summary>
/// Who acts: the pseudonym that the ledger's leaves carry (a person's id; the name stays in the erasable
/// table of people) and how they proved who they are.
/// </summary>
public sealed record Actor(Guid Id, SignIn SignIn)
{
    /// <summary>Rebato itself: jobs, clocks, start and stop.</summary>
    public static Actor Office { get; } = new(Guid.Parse("00000000-0000-7000-8000-000000000001"), SignIn.None);

    /// <summary>Somebody on the town hall's network who has not said who they are.</summary>
    public static Actor Anonymous { get; } = new(Guid.Parse("00000000-0000-7000-8000-000000000002"), SignIn.None);

    /// <summary>Whoever sits at the machine and runs a command on the data folder.</summary>
    public static Actor Console { get; } = new(Guid.Parse("00000000-0000-7000-8000-000000000003"), SignIn.Console);

    /// <summary>The roles in force at the instant of the request, habilitation included.</summary>
    public IReadOnlySet<Role> Roles { get; init; } = new HashSet<Role>();

    /// <summary>The session they act in; empty for the office itself.</summary>
    public Guid Session { get; init; }

    /// <summary>
    /// The serial number of the public-employee certificate with which this session was opened or last unlocked;
    /// null when it was opened otherwise, personal certificates included.
    /// </summary>
    public string? PublicEmployeeCertificate { get; init; }

    /// <summary>Whether somebody has signed in, whatever they may do.</summary>
    public bool SignedIn => Session != Guid.Empty;

    public bool Has(Role role) => Roles.Contains(role);
}

/// <summary>How somebody proved who they are.</summary>
public enum SignIn
{
    None,
    Console,
    Certificate,
    OpenIdConnect,
    Local,
    BreakGlass,
}
