using Rebato.Kernel;

namespace Rebato.Modules.People;

/// <summary>
/// Somebody who acts in the office. The id is the pseudonym that leaves of the ledger carry; what identifies the
/// person is sealed under a key of its own, which can be erased.
/// </summary>
internal sealed class Person
{
    private Person()
    {
    }

    public Person(Guid id, PersonKind kind, byte[] facts, byte[]? nifMark, Instant now)
    {
        Id = id;
        Kind = kind;
        Sealed = facts;
        NifMark = nifMark;
        Since = now;
    }

    public Guid Id { get; private set; }
    public int Town { get; private set; }
    public PersonKind Kind { get; private set; }

    /// <summary><see cref="PersonFacts"/>, sealed.</summary>
    public byte[] Sealed { get; private set; } = [];

    /// <summary>Keyed hash of the tax number: how a certificate finds its person.</summary>
    public byte[]? NifMark { get; private set; }

    public Instant Since { get; private set; }

    public void Change(byte[] facts, byte[]? nifMark)
    {
        Sealed = facts;
        NifMark = nifMark;
    }
}

internal enum PersonKind
{
    /// <summary>Civil servant: may be habilitated to the Registry (38.3).</summary>
    CivilServant,
    OtherStaff,
    External,
}

internal sealed record PersonFacts(string Name, string Login, string? Nif = null, string? Mail = null, string? Unit = null, string? Post = null)
{
    /// <summary>What a password may not be made of (14.1.e).</summary>
    public IEnumerable<string> Words => new[] { Name, Login, Nif, Mail, Unit, Post }.OfType<string>();
}
