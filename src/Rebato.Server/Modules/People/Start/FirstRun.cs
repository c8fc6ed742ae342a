using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

/// <summary>
/// The code that whoever installs the office reads on the console, to become its first administrator in a browser.
/// It exists while a town has no account, and is another at every start.
/// </summary>
internal sealed class FirstRunCodes
{
    private readonly ConcurrentDictionary<int, string> codes = new();

    /// <summary>The code to print; null once the town has somebody.</summary>
    public async Task<string?> For(RebatoDb db) =>
        await db.Accounts.AnyAsync() ? null : codes.GetOrAdd(db.TownId, _ => BreakGlassCode.New());

    /// <summary>What `rebato serve` prints: for each town without anybody, where to go and with which code.</summary>
    public static async Task<IReadOnlyList<string>> Announcements(IServiceProvider services)
    {
        var (codes, storage) = (services.GetRequiredService<FirstRunCodes>(), services.GetRequiredService<Storage>());
        var lines = new List<string>();
        foreach (var town in await services.GetRequiredService<TownDirectory>().All())
        {
            await using var db = storage.Reading(town.Id);
            if (await codes.For(db) is { } code)
                lines.Add($"{town.Name}: abra /primera-vez e introduzca este código de un solo uso: {code}");
        }
        return lines;
    }

    public bool Is(int town, string typed) =>
        codes.TryGetValue(town, out var code) && BreakGlassCode.Kept(typed) is { } kept && BreakGlassCode.Kept(code).AsSpan().SequenceEqual(kept);

    public void Used(int town) => codes.TryRemove(town, out _);
}

/// <summary>Makes the first administrator, who runs the system and sees nothing of the Registry, with their envelope.</summary>
internal sealed class FirstRun(Office office, FirstRunCodes codes, PeopleActs people, AccessSettings settings, SignInLimits limits)
{
    public static readonly Refusal Done = new("first-run.done");
    public static readonly Refusal CodeWrong = new("first-run.code-wrong", null, "Code");

    public async Task<bool> Open() => !await office.Db.Accounts.AnyAsync();

    public async Task<(IReadOnlyList<Refusal> Refusals, IReadOnlyList<string> SealedCodes)> Create(HttpContext http, string code, NewPerson wanted, string password, string repeated)
    {
        if (limits.Try([], Sessions.Address(http), office.Now) is { } tooMany)
            return ([tooMany], []);
        if (!codes.Is(office.Town.Id, code))
            return ([CodeWrong], []);
        if (password != repeated)
            return ([Credentials.NotRepeated], []);
        string?[] own = [wanted.Name, wanted.Login, wanted.Nif, wanted.Mail, office.Town.Name];
        if (new PasswordRule(settings.Password).Refusals(password, own.OfType<string>()) is { Count: > 0 } weak)
            return (weak, []);
        var hash = PasswordHash.Make(password);
        var envelope = Enumerable.Range(0, BreakGlassCode.InSheet).Select(_ => BreakGlassCode.New()).ToList();
        var outcome = await office.Commit<Nothing>(Actor.Console, async writing =>
        {
            if (await writing.Db.Accounts.AnyAsync())
                return Done;
            if (!(await people.Add(writing, wanted)).Done(out var account, out var refusal))
                return refusal;
            await PeopleActs.SetPassword(writing, account, new PasswordContent(hash));
            await Credentials.KeepSealedCodes(writing, account, envelope);
            var granted = await Grants.Grant(writing, account.Person, Role.SystemAdministrator, null, "Puesta en marcha", office.Today);
            return granted.Refusal is { } no ? no : default(Nothing);
        });
        if (outcome.Refusal is { } refused)
            return ([refused], []);
        codes.Used(office.Town.Id);
        return ([], envelope);
    }
}
