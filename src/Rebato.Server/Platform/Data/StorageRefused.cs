namespace Rebato.Platform.Data;

/// <summary>
/// The stored data cannot be used as it is: another process holds it, its keys are missing, a file is damaged. It
/// stops the start, with the sentence of its code; it is never silently worked around.
/// </summary>
public sealed class StorageRefused(string code, params object[] values) : Exception(code + ": " + string.Join(", ", values))
{
    public string Code { get; } = code;
    public IReadOnlyList<object> Values { get; } = values;
}
