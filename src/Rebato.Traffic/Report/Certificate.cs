using Rebato.Traffic.Statement;

namespace Rebato.Traffic;

/// <summary>An input of a certificate: its content's hash and what it holds; its name and place are not part of it.</summary>
public sealed record CertifiedInput(string Sha256, long Size, long Lines, long Unreadable, string Format, string Sensor);

/// <summary>
/// What goes into the ledger and the pack: the bounds, their levels, what they rest on and the hash of every input. Made from
/// the same inputs it is the same to the byte, whatever order, place or number of workers they were read with.
/// </summary>
public sealed record TrafficCertificate(int Version, Window Window, string InputsRoot, string SettingsRoot, IReadOnlyList<CertifiedSystem> Systems,
    IReadOnlyList<Assumption> Assumptions, IReadOnlyList<RuleStatement> Allowed, IReadOnlyList<string> WouldClose, IReadOnlyList<CertifiedInput> Inputs)
{
    /// <summary>The certificate of a statement.</summary>
    public static TrafficCertificate Of(TrafficStatement statement) => new(1, statement.Window, statement.InputsRoot, statement.SettingsRoot,
        [.. statement.Systems.Select(s => new CertifiedSystem(s.Name, s.Bounds, s.AllowedOctets, s.Databases))],
        statement.Assumptions, statement.Rules, statement.WouldClose,
        [.. statement.Files.Select(f => new CertifiedInput(f.Sha256, f.Size, f.Lines, f.Unreadable, f.Format, f.Sensor)).OrderBy(f => f.Sha256, StringComparer.Ordinal)]);
}

/// <summary>A system's bounds and what they mean for its databases.</summary>
public sealed record CertifiedSystem(string Name, IReadOnlyList<Bound> Bounds, long AllowedOctets, IReadOnlyList<DatabaseStatement> Databases);
