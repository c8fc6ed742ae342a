using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rebato.Kernel;
using Rebato.Platform.Data;

namespace Rebato.Platform.Access;

internal enum SessionStage
{
    /// <summary>The password was right; the second factor is awaited. Nobody acts yet.</summary>
    AwaitingFactor,

    /// <summary>The certificate was right on its own port; the browser has to fetch the session on the main one.</summary>
    HandedOver,
    Open,
}

internal enum SessionState
{
    Open,
    Locked,
    Ended,
}

/// <summary>
/// A session as the server keeps it; the browser has only a token whose hash lies here. It is about the running of
/// the machine, so the ledger covers its events (opened, locked, unlocked, ended) and not this row.
/// </summary>
[OutsideLedger]
internal sealed class Session
{
    private Session()
    {
    }

    public Session(Guid id, Guid account, Guid person, SignIn way, SessionStage stage, Instant now)
    {
        Id = id;
        Account = account;
        Person = person;
        Way = way;
        Stage = stage;
        Since = LastSeen = now;
    }

    public Guid Id { get; private set; }
    public int Town { get; private set; }
    public Guid Account { get; private set; }
    public Guid Person { get; private set; }

    /// <summary>SHA-256 of the token in the cookie, or of the hand-over's.</summary>
    public byte[] TokenMark { get; set; } = [];

    /// <summary>Binds a hand-over to the browser that asked for it: SHA-256 of its cookie.</summary>
    public byte[]? BrowserMark { get; set; }

    public SessionStage Stage { get; private set; }
    public SignIn Way { get; private set; }

    /// <summary>Serial number of the public-employee certificate, when it was opened with one.</summary>
    public string? Certificate { get; set; }

    public Instant Since { get; private set; }
    public Instant LastSeen { get; private set; }
    public Instant? LockedAt { get; private set; }
    public Instant? EndedAt { get; private set; }

    /// <summary>The password is old or was given by somebody else: nothing else is done before it is changed (14.1.g).</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>What was being sent when the session locked: <see cref="PendingForm"/>, sealed under the person's key.</summary>
    public byte[]? Pending { get; set; }

    /// <summary>From where, sealed under the person's key: <see cref="SessionPlace"/>.</summary>
    public byte[] Sealed { get; set; } = [];

    /// <summary>What the session is at an instant, whatever has been written about it so far.</summary>
    public SessionState At(Instant now, Instant lastSeen, SessionTerms terms)
    {
        var seen = lastSeen > LastSeen ? lastSeen : LastSeen;
        if (EndedAt is not null || now >= seen + terms.IdleEnd || now >= Since + Longest(terms))
            return SessionState.Ended;
        return LockedAt is not null || now >= seen + terms.IdleLock ? SessionState.Locked : SessionState.Open;
    }

    public void Seen(Instant now) => LastSeen = now > LastSeen ? now : LastSeen;

    public void Lock(Instant now) => LockedAt ??= now;

    /// <summary>The same person proved again who they are. From now on the session is worth what that proof was.</summary>
    public void Unlock(Instant now, SignIn way, string? certificate)
    {
        LockedAt = null;
        LastSeen = now;
        Way = way;
        Certificate = certificate;
    }

    public void Open(Instant now)
    {
        Stage = SessionStage.Open;
        BrowserMark = null;
        LastSeen = now;
    }

    public void End(Instant now) => EndedAt ??= now;

    private TimeSpan Longest(SessionTerms terms) =>
        Stage != SessionStage.Open ? terms.Step : Way == SignIn.BreakGlass ? terms.LongestByCode : terms.Longest;
}

/// <summary>From where a session was opened.</summary>
internal sealed record SessionPlace(string Address, string Agent);

/// <summary>A form that arrived after the session had locked; it waits for its owner.</summary>
internal sealed record PendingForm(string Path, IReadOnlyList<KeyValuePair<string, string>> Fields);

internal static class SessionTables
{
    extension(RebatoDb db)
    {
        public DbSet<Session> Sessions => db.Set<Session>();
    }
}

internal sealed class SessionTable : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("session");
        session.HasIndex(s => new { s.Town, s.TokenMark }).IsUnique();
        session.HasIndex(s => new { s.Town, s.Person, s.EndedAt });
        session.Property(s => s.Certificate).HasMaxLength(64);
    }
}
