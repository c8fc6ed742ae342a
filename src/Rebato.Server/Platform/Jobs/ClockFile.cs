using System.Text.Json;
using Rebato.Kernel;
using Rebato.Platform.Data;

namespace Rebato.Platform.Jobs;

/// <summary>What is known of the time, kept beside the database so that it survives the machine being off.</summary>
internal sealed record KeptClock(ReckonedClock Clock, ClockDoubt? Doubt)
{
    /// <summary>Null before the first start; a file that cannot be read is a clock that nobody has attested.</summary>
    public static KeptClock? Load(string path, ClockReading now)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<KeptClock>(File.ReadAllBytes(path), Vault.Json) is { Clock: { Reference: not null, Seen: not null } } kept ? kept : Unreadable(now);
        }
        catch (Exception damaged) when (damaged is JsonException or FormatException or NotSupportedException)
        {
            return Unreadable(now);
        }
    }

    public void Save(string path) => PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, Vault.Json));

    private static KeptClock Unreadable(ClockReading now) => new(
        ReckonedClock.From(now, now.Wall) with { Attested = false },
        new ClockDoubt(nameof(ClockVerdict.UnknownWhileOff), TimeSpan.Zero, now.Wall, now.Wall));
}
