using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;

namespace Rebato.Modules.Governance;

/// <summary>What a town hall says of itself, in every page and paper of the office.</summary>
public sealed record TownFacts(string Name, string Address, string Phone, string DpoMail, string SecurityMail, string Zone);

[LedgerEvent("town.described", "RGPD", "37.7")]
public sealed record TownDescribed(TownFacts Before, TownFacts After);

[LedgerEvent("town.calendar-set", "Ley 39/2015", "30.7")]
public sealed record CalendarSet(string Name, string Sha256);

/// <summary>The settings of a town: who it is, and on which days its periods do not run.</summary>
public sealed class TownDesk(Office office, TownDirectory directory, Calendars calendars)
{
    public static TownFacts FactsOf(Town town) => new(town.Name, town.Address, town.Phone, town.DpoMail, town.SecurityMail, town.Zone);

    public async Task<Outcome<Town>> Describe(Actor actor, TownFacts facts)
    {
        var outcome = await office.Commit<Town>(actor, async w =>
        {
            if ((AccessRules.Refusal(actor, Permission.SettingsManage) ?? Fault(facts)) is { } refusal)
            {
                return refusal;
            }

            var town = await w.Db.Towns.SingleAsync(t => t.Id == office.Town.Id);
            var before = FactsOf(town);
            town.Describe(facts.Name.Trim(), facts.Zone);
            (town.Address, town.Phone, town.DpoMail, town.SecurityMail) = (facts.Address.Trim(), facts.Phone.Trim(), facts.DpoMail.Trim(), facts.SecurityMail.Trim());
            w.Record(town.Log, new TownDescribed(before, FactsOf(town)));
            return town;
        });
        if (outcome.Refusal is null)
        {
            await directory.Refresh(office.Town.Id);
        }

        return outcome;
    }

    /// <summary>Loads a calendar in the format of docs/law/calendar.md; from then on every period is counted with it.</summary>
    public async Task<Outcome<LegalCalendar>> LoadCalendar(Actor actor, string json)
    {
        if (json.Length > TownCalendar.Longest)
        {
            return new Refusal("calendar.too-long", Field: "Json", Values: [TownCalendar.Longest]);
        }

        if (!LegalCalendar.Parse(json).Done(out var calendar, out var malformed))
        {
            return malformed with { Field = "Json" };
        }

        var outcome = await office.Commit<TownCalendar>(actor, w =>
        {
            if (AccessRules.Refusal(actor, Permission.SettingsManage) is { } refusal)
            {
                return Task.FromResult<Outcome<TownCalendar>>(refusal);
            }

            var added = new TownCalendar(NewId.At(w.Now), json, w.Now, actor.Id);
            w.Db.Add(added);
            w.Record(office.Town.Log, new CalendarSet(calendar.Name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))));
            return Task.FromResult<Outcome<TownCalendar>>(added);
        });
        if (outcome.Refusal is { } refused)
        {
            return refused;
        }

        calendars.Load(office.Town.Id, calendar);
        return calendar;
    }

    /// <summary>The calendar as the town gave it last; null while it uses the shipped one.</summary>
    public Task<string?> CurrentCalendar() =>
        office.Db.TownCalendars.OrderByDescending(c => c.SetAt).ThenByDescending(c => c.Id).Select(c => c.Json).FirstOrDefaultAsync();

    private static Refusal? Fault(TownFacts facts) =>
        string.IsNullOrWhiteSpace(facts.Name) ? new Refusal("town.no-name", Field: "Name")
        : new[] { facts.Name, facts.Address, facts.Phone, facts.DpoMail, facts.SecurityMail }.Any(text => text.Length > ReportRules.LongestLine) ? new Refusal("town.too-long", Field: "Name", Values: [ReportRules.LongestLine])
        : !Mail(facts.DpoMail) ? new Refusal("town.mail", Field: "DpoMail")
        : !Mail(facts.SecurityMail) ? new Refusal("town.mail", Field: "SecurityMail")
        : facts.Zone is not ("Europe/Madrid" or "Atlantic/Canary") ? new Refusal("town.zone", Field: "Zone")
        : null;

    private static bool Mail(string text) => string.IsNullOrWhiteSpace(text) || MimeKit.MailboxAddress.TryParse(text, out _);
}
