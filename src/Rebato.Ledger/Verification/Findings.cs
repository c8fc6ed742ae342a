using Rebato.Kernel;

namespace Rebato.Ledger;

/// <summary>Collects checks on the way to a <see cref="Verdict"/>.</summary>
internal sealed class Findings
{
    private readonly List<Check> checks = [];
    private readonly List<Warning> warnings = [];
    private readonly List<Fact> facts = [];

    public bool Failed => checks.Exists(check => check.State == CheckState.Failed);

    public void Pass(string name, params IReadOnlyList<object> values) => Add(name, CheckState.Passed, $"{name}.passed", values);

    public void Fail(string name, string reason, params IReadOnlyList<object> values) =>
        Add(name, CheckState.Failed, $"{name}.{reason}", values);

    public void Skip(string name, string reason, params IReadOnlyList<object> values) =>
        Add(name, CheckState.NotChecked, $"{name}.{reason}", values);

    public void Unreadable(Refusal refusal) => Add("format", CheckState.Failed, refusal.Code, [.. Sentences.ValuesOf(refusal)]);

    public void Warn(string code, params IReadOnlyList<object> values) => warnings.Add(new(code, values));

    public void Tell(string name, string value, bool proven) => facts.Add(new(name, value, proven));

    public Verdict Verdict(LedgerFile kind) => new(kind, checks, warnings, [.. facts.Select(fact => fact with { Proven = fact.Proven && !Failed })]);

    private void Add(string name, CheckState state, string code, IReadOnlyList<object> values) =>
        checks.Add(new(name, state, code, values));
}
