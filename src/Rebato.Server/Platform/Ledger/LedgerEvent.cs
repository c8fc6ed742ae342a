using System.Reflection;
using Rebato.Kernel;

namespace Rebato.Platform.Ledger;

/// <summary>
/// Names a typed event: its code in the leaves (never changed once used) and the article under which it happens.
/// The list of codes is an approved text.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LedgerEventAttribute(string code, string norm, string place) : Attribute
{
    public string Code { get; } = code;
    public Citation Article { get; } = new(norm, place);
}

/// <summary>Where an event stands in a town's ledger; known once the act is committed.</summary>
public sealed class LedgerRef(int town, Guid subject, string code)
{
    public int Town { get; } = town;
    public Guid Subject { get; } = subject;
    public string Code { get; } = code;
    public long Seq { get; internal set; } = -1;
}

internal static class LedgerEvents
{
    public static LedgerEventAttribute Of(Type type) =>
        type.GetCustomAttribute<LedgerEventAttribute>() ?? throw new InvalidOperationException($"{type.Name} has no [LedgerEvent].");

    /// <summary>Every event this program can write, by its code.</summary>
    public static IReadOnlyDictionary<string, Type> All { get; } = typeof(LedgerEvents).Assembly.GetTypes()
        .Where(t => t.GetCustomAttribute<LedgerEventAttribute>() is not null)
        .ToDictionary(t => Of(t).Code, StringComparer.Ordinal);
}
