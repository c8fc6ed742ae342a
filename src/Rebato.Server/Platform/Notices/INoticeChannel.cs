using Rebato.Platform.Data;

namespace Rebato.Platform.Notices;

/// <summary>A way out of the office: e-mail, webhook, paper. It carries nothing but what <see cref="OutgoingNotice"/> has.</summary>
internal interface INoticeChannel
{
    string Name { get; }

    /// <summary>Whom this channel would reach among these people; none when the town hall has not set it up.</summary>
    IReadOnlyList<string> Targets(IReadOnlyCollection<Guid> people);

    /// <summary>Sends, and says why not when it could not; null when it arrived. It ends within its own time limit.</summary>
    Task<string?> Send(OutgoingNotice notice, string target, CancellationToken cancel);
}

/// <summary>A notice in words, as it leaves the office.</summary>
/// <param name="Delivery">The same at every attempt, so that whoever receives it twice can tell.</param>
/// <param name="Link">Where to look, with the office's address when it is known.</param>
/// <param name="Address">The e-mail address of the person it goes to; null when it goes to nobody in particular.</param>
internal sealed record OutgoingNotice(Guid Delivery, Town Town, string Kind, string Title, string Text, string Link, string ToWhom, Kernel.Instant At, string? Address);
