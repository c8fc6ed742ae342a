using System.Text.Json;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Platform.Notices;

/// <summary>What is told at once to several roles and, when there is one, to whoever handles the matter.</summary>
/// <param name="Kind">Key of its sentence: <c>notice.KIND</c>.</param>
/// <param name="Link">A path of this office.</param>
internal sealed record Telling(Guid Id, string Kind, IReadOnlyList<NoticeValue> Values, string Link, IReadOnlyList<Role> Roles, Guid? Person = null);

/// <summary>A value that a notice mentions: an instant, or words in one or both languages.</summary>
internal sealed record NoticeValue(string? Text = null, string? English = null, Instant? At = null)
{
    public static NoticeValue Of(string text) => new(text);

    public static NoticeValue Of(Wording words) => new(words.Es, words.En);

    public static NoticeValue Of(Instant at) => new(At: at);

    public object In(string language) => At is { } instant ? instant : language == "en" && English is not null ? English : Text ?? "";

    public static string Write(IReadOnlyList<NoticeValue> values) => JsonSerializer.Serialize(values, Vault.Json);

    public static IReadOnlyList<NoticeValue> Read(string values) => JsonSerializer.Deserialize<List<NoticeValue>>(values, Vault.Json)!;
}
