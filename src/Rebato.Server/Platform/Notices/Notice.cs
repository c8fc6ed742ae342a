using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Platform.Notices;

/// <summary>
/// Something that a role, or one person, must know now. It names no affected person: a number, what is due, until
/// when, where to look. That it was told is in the event of the act that told it.
/// </summary>
[OutsideLedger]
public sealed class Notice
{
    private Notice()
    {
    }

    public Guid Id { get; private set; }
    public int Town { get; private set; }

    /// <summary>The telling it belongs to: several roles are told the same at once.</summary>
    public Guid Telling { get; private set; }

    /// <summary>Key of its sentence: <c>notice.KIND</c>.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>What the sentence mentions, as <see cref="NoticeValue"/>.</summary>
    public string Values { get; private set; } = "[]";

    public string Link { get; private set; } = "";
    public Role? Role { get; private set; }
    public Guid? Person { get; private set; }
    public Instant At { get; private set; }
    public Instant? SeenAt { get; private set; }
    public Guid? SeenBy { get; private set; }

    internal static Notice Of(Guid id, Telling telling, Role? role, Guid? person, Instant at) => new()
    {
        Id = id,
        Telling = telling.Id,
        Kind = telling.Kind,
        Values = NoticeValue.Write(telling.Values),
        Link = telling.Link,
        Role = role,
        Person = person,
        At = at,
    };

    public void See(Guid by, Instant at) => (SeenAt, SeenBy) = (SeenAt ?? at, SeenBy ?? by);

    internal sealed class Shape : IEntityTypeConfiguration<Notice>
    {
        public void Configure(EntityTypeBuilder<Notice> notice)
        {
            notice.ToTable("notice");
            notice.HasIndex(n => new { n.Town, n.SeenAt, n.At });
            notice.HasIndex(n => new { n.Town, n.Telling });
        }
    }
}
