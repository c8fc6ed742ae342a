using Rebato.Kernel;
using Rebato.Platform.Access;

namespace Rebato.Modules.People;

/// <summary>The nominal account of a person (regulation, 14.1.a): one each, never shared.</summary>
internal sealed class Account
{
    private Account()
    {
    }

    public Account(Guid id, Guid person, byte[] loginMark, Instant now)
    {
        Id = id;
        Person = person;
        LoginMark = loginMark;
        Since = now;
    }

    public Guid Id { get; private set; }
    public int Town { get; private set; }
    public Guid Person { get; private set; }

    /// <summary>Keyed hash of the login.</summary>
    public byte[] LoginMark { get; private set; } = [];

    public Instant Since { get; private set; }
    public Instant? DisabledAt { get; private set; }

    /// <summary>The last two sign-ins: the one before the present one is shown to its owner (ENS op.acc.6 R5).</summary>
    public Instant? LastSignIn { get; private set; }
    public SignIn LastWay { get; private set; }
    public Instant? SignInBefore { get; private set; }
    public SignIn WayBefore { get; private set; }

    public bool Enabled => DisabledAt is null;

    public void SignedIn(Instant now, SignIn way)
    {
        (SignInBefore, WayBefore) = (LastSignIn, LastWay);
        (LastSignIn, LastWay) = (now, way);
    }

    public void Disable(Instant now) => DisabledAt ??= now;

    public void Enable() => DisabledAt = null;
}
