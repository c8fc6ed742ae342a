using Rebato.Kernel;

namespace Rebato.Traffic;

/// <summary>The time that a statement speaks of: from the first instant to the last, both in it.</summary>
public readonly record struct Window(Instant From, Instant To)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public long Micros => To.Micros - From.Micros;

    public override string ToString() => $"{From} – {To}";
}
