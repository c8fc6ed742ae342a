using System.Diagnostics.CodeAnalysis;

namespace Rebato.Kernel;

/// <summary>
/// Why something was not done: a stable code (its sentence lives in the resources under the same key), the
/// article that asks for it when there is one, the field it concerns, and the values its sentence mentions.
/// A refusal is a value; what cannot happen throws.
/// </summary>
public sealed record Refusal(string Code, Citation? Article = null, string? Field = null, params object[] Values)
{
    public override string ToString() => Article is null ? Code : $"{Code} ({Article})";
}

/// <summary>Either what was asked for, or the refusal that says why not.</summary>
public readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    /// <summary>Why not; null when it was done.</summary>
    public Refusal? Refusal { get; }

    /// <summary>What was asked for; throws when it was refused.</summary>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal}");

    public bool Done([MaybeNullWhen(false)] out T done, [NotNullWhen(false)] out Refusal? refusal)
    {
        done = value;
        refusal = Refusal;
        return refusal is null;
    }

    public static implicit operator Outcome<T>(T value) => new(value, null);
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
#pragma warning disable CA1000 // the implicit conversions do not reach interface types
    public static Outcome<T> From(T value) => new(value, null);
    public static Outcome<T> From(Refusal refusal) => new(default, refusal);
#pragma warning restore CA1000
}

/// <summary>The outcome of an act that gives nothing back.</summary>
public readonly record struct Nothing;
