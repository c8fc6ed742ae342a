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
