using OtpNet;
using Rebato.Kernel;
using Rebato.Modules.People;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.People;

/// <summary>A town hall with its web office and people who really sign in.</summary>
internal sealed class Town : IAsyncDisposable
{
    public const string Password = "kX7#pQ2!mZ9w";
    private readonly Dictionary<string, byte[]> phones = [];

    private Town(TestWeb web) => Web = web;

    public TestWeb Web { get; }
    public Office Office => Web.Office.Office;

    public static async Task<Town> Open(string engine, Action<Rebato.Platform.Cli.OfficeSettings>? set = null) => new(await TestWeb.Start(engine, set));

    /// <summary>Somebody with a password of their own and a phone.</summary>
    public async Task<Guid> Add(string login, PersonKind kind, string? nif, params Role[] roles)
    {
        await using var office = Office;
        var secret = TimeCode.NewSecret();
        phones[login] = secret;
        var outcome = await office.Commit<Guid>(Actor.Console, async writing =>
        {
            var account = (await new PeopleActs(office, Web.Office.Storage).Add(writing, new NewPerson(kind, "Persona " + login, login, nif, null, "Secretaría", null))).Value;
            await PeopleActs.SetPassword(writing, account, new PasswordContent(PasswordHash.Make(Password)));
            await Credentials.AddPhone(writing, account, secret, 0);
            foreach (var role in roles)
                Assert.Null((await Grants.Grant(writing, account.Person, role, null, "prueba", office.Today)).Refusal);
            return account.Person;
        });
        return outcome.Value;
    }

    public Task<Guid> Add(string login, params Role[] roles) => Add(login, PersonKind.CivilServant, null, roles);

    public async Task<Browser> SignIn(string login, string path = "/mi-cuenta")
    {
        var browser = new Browser(Web.Address);
        await browser.Open("/entrar?volver=" + Uri.EscapeDataString(path));
        await browser.Send(("Login", login), ("Password", Password));
        Assert.StartsWith("/entrar/segundo-factor", browser.Where, StringComparison.Ordinal);
        await browser.Send(("Code", Code(login)));
        return browser;
    }

    /// <summary>What the phone shows now; half a minute passes first, so that it is not the one used before.</summary>
    public string Code(string login)
    {
        Web.Office.Clock.Advance(TimeSpan.FromSeconds(30));
        return new Totp(phones[login]).ComputeTotp(Web.Office.Clock.GetUtcNow().UtcDateTime);
    }

    public void Pass(TimeSpan time) => Web.Office.Clock.Advance(time);

    /// <summary>What the ledger tells of somebody, from the first.</summary>
    public async Task<IReadOnlyList<string>> Events(Guid subject)
    {
        await using var reader = new LedgerReader(Web.Office.Storage, Web.Office.Town.Id);
        return [.. (await reader.Of(subject)).Select(entry => entry.Leaf.Type)];
    }

    public async ValueTask DisposeAsync() => await Web.DisposeAsync();
}
