using Microsoft.EntityFrameworkCore;

namespace Rebato.Platform.Data;

/// <summary>The norm of the town as a request, a job or a command needs it: read once from the database, then kept.</summary>
public sealed class Norm(Office office)
{
    private IReadOnlyList<Parameter>? set;

    /// <summary>The values in force today on the town's wall.</summary>
    public Task<NormInForce> Today() => On(office.Today);

    public async Task<NormInForce> On(DateOnly day)
    {
        set ??= await office.Db.Parameters.ToListAsync();
        return NormInForce.Of(set, day);
    }

    /// <summary>Every value that the town gave to a parameter, newest first.</summary>
    public async Task<IReadOnlyList<Parameter>> History(string key)
    {
        set ??= await office.Db.Parameters.ToListAsync();
        return [.. set.Where(p => p.Key == key).OrderByDescending(p => p.From).ThenByDescending(p => p.SetAt)];
    }
}

/// <summary>A figure in force: where it comes from, and since when; the shipped profile has no day.</summary>
public sealed record NormValue(NormParameter Parameter, int Value, DateOnly? Since)
{
    public static implicit operator int(NormValue value) => value.Value;
    public int ToInt32() => Value;
}

/// <summary>The figures of the norm on one day.</summary>
public sealed class NormInForce
{
    private readonly Dictionary<string, NormValue> values;

    private NormInForce(Dictionary<string, NormValue> values) => this.values = values;

    /// <summary>The shipped profile, for a town that has changed nothing.</summary>
    public static NormInForce Shipped { get; } = Of([], DateOnly.MinValue);

    public int IdleLockMinutes => this["IdleLockMinutes"];
    public int IdleEndMinutes => this["IdleEndMinutes"];
    public int SessionHours => this["SessionHours"];
    public int PasswordLength => this["PasswordLength"];
    public int PasswordDays => this["PasswordDays"];
    public int PasswordNoticeDays => this["PasswordNoticeDays"];
    public int InactiveDays => this["InactiveDays"];
    public int ReportFileMegabytes => this["ReportFileMegabytes"];
    public int ReportsPerHour => this["ReportsPerHour"];
    public int ClockToleranceSeconds => this["ClockToleranceSeconds"];
    public IReadOnlyList<int> EscalationHours => [this["EscalationFirstHours"], this["EscalationSecondHours"], this["EscalationThirdHours"]];

    public IReadOnlyCollection<NormValue> All => values.Values;

    /// <summary>The figure of a key of <see cref="NormProfile"/>; another key is a mistake of the program and throws.</summary>
    public NormValue this[string key] => values[key];

    /// <summary>The newest value whose day has come; of two for the same day, the one set later.</summary>
    public static NormInForce Of(IEnumerable<Parameter> set, DateOnly day)
    {
        var inForce = set.Where(p => p.From <= day).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.MaxBy(p => (p.From, p.SetAt))!);
        return new NormInForce(NormProfile.Parameters.ToDictionary(
            parameter => parameter.Key,
            parameter => inForce.TryGetValue(parameter.Key, out var own) ? new NormValue(parameter, own.Value, own.From) : new NormValue(parameter, parameter.Default, null)));
    }
}
