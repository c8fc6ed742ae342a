using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;

namespace Rebato.Modules.Governance;

[LedgerEvent("norm.parameter-set", "Reglamento", "disposición final")]
public sealed record ParameterSet(string Key, int Value, int Before, DateOnly From, string Reason);

/// <summary>Changes the town's norm: a figure, from a day on, with its reason. The past is never changed.</summary>
public sealed class NormDesk(Office office)
{
    /// <param name="value">As it was typed.</param>
    public Task<Outcome<Parameter>> Set(Actor actor, string key, string value, DateOnly from, string reason) =>
        office.Commit<Parameter>(actor, async w =>
        {
            if (AccessRules.Refusal(actor, Permission.NormsManage) is { } refused)
            {
                return refused;
            }

            if (NormProfile.Find(key) is not { } parameter)
            {
                return new Refusal("norm.unknown", Field: "Key");
            }

            if (!int.TryParse(value.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !parameter.Allows(number))
            {
                return new Refusal("norm.out-of-bounds", parameter.Article, "Value", parameter.Least, parameter.Most);
            }

            var set = await w.Db.Parameters.ToListAsync();
            var id = NewId.At(w.Now);
            var added = new Parameter(id, key, number, from, w.Now, actor.Id, await w.Seal(id, reason.Trim()));
            if ((Unreasoned(parameter, from, reason) ?? Contradiction(NormInForce.Of([.. set, added], from), parameter)) is { } refusal)
            {
                return refusal;
            }

            var before = NormInForce.Of(set, from)[key].Value;
            w.Db.Add(added);
            w.Record(id, new ParameterSet(key, number, before, from, reason.Trim()), parameter.Article);
            return added;
        });

    private Refusal? Unreasoned(NormParameter parameter, DateOnly from, string reason) =>
        string.IsNullOrWhiteSpace(reason) ? new Refusal("norm.needs-reason", parameter.Article, "Reason")
        : from < office.Today ? new Refusal("norm.in-the-past", parameter.Article, "From")
        : null;

    private static Refusal? Contradiction(NormInForce after, NormParameter changed)
    {
        foreach (var (smaller, larger) in NormProfile.Ascending.Where(pair => pair.Smaller == changed.Key || pair.Larger == changed.Key))
        {
            if (after[smaller].Value >= after[larger].Value)
            {
                return changed.Key == smaller
                    ? new Refusal("norm.must-be-less", changed.Article, "Value", after[larger].Value)
                    : new Refusal("norm.must-be-more", changed.Article, "Value", after[smaller].Value);
            }
        }

        return null;
    }
}
