using Rebato.Modules.People;
using Rebato.Platform.Access;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.People;

public sealed class ProviderSignInTests
{
    public static TheoryData<string> Engines => TestOffice.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task The_corporate_account_opens_a_session_and_from_then_on_is_known_by_its_own_identity(string engine)
    {
        await using var provider = await Provider.Start();
        await using var host = await Start(engine, provider);
        await Add(host, "ana.gil");
        await Add(host, "luis.mora");
        using (var browser = new Browser(host.Main))
        {
            await browser.Open("/entrar/proveedor?volver=/mi-cuenta");
            Assert.Equal("/mi-cuenta", browser.Where);
            Assert.Contains("Persona ana.gil", browser.Text, StringComparison.Ordinal);
        }
        provider.Login = "luis.mora";
        using var renamed = new Browser(host.Main);
        await renamed.Open("/entrar/proveedor?volver=/mi-cuenta");
        Assert.Contains("Persona ana.gil", renamed.Text, StringComparison.Ordinal);
        (provider.Subject, provider.Login) = ("another", "ana.gil");
        using var impostor = new Browser(host.Main);
        await impostor.Open("/entrar/proveedor?volver=/mi-cuenta");
        Assert.Contains("no tiene cuenta activa", impostor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_never_carries_the_roles_that_the_directory_must_not_give()
    {
        await using var provider = await Provider.Start();
        await using var host = await Start("sqlite", provider);
        await Add(host, "ana.gil", Role.SystemAdministrator, Role.HumanResources);
        using var browser = new Browser(host.Main);
        await browser.Open("/entrar/proveedor?volver=/mi-cuenta");
        Assert.Contains("Recursos Humanos", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Administración del sistema", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_locked_session_is_not_opened_by_what_the_provider_remembers()
    {
        await using var provider = await Provider.Start();
        await using var host = await Start("sqlite", provider);
        await Add(host, "ana.gil");
        using var browser = new Browser(host.Main);
        await browser.Open("/entrar/proveedor?volver=/mi-cuenta");
        Assert.Null(provider.Prompt);
        host.Test.Clock.Advance(TimeSpan.FromMinutes(6));
        await browser.Open("/mi-cuenta");
        Assert.Equal("Sesión bloqueada", browser.Title);
        await browser.Open("/entrar/proveedor?volver=/mi-cuenta");
        Assert.Equal("login", provider.Prompt);
        Assert.Equal("/mi-cuenta", browser.Where);
    }

    [Fact]
    public async Task An_answer_nobody_asked_for_is_refused()
    {
        await using var provider = await Provider.Start();
        await using var host = await Start("sqlite", provider);
        await Add(host, "ana.gil");
        using var browser = new Browser(host.Main);
        await browser.Open("/entrar/proveedor/vuelta?code=abc&state=def");
        Assert.Contains("no ha respondido bien", browser.Text, StringComparison.Ordinal);
    }

    private static Task<AccessHost> Start(string engine, Provider provider)
    {
        var secret = Path.Combine(Path.GetTempPath(), $"rebato-secret-{Environment.ProcessId}");
        File.WriteAllText(secret, "secreto\n");
        return AccessHost.Start(engine, ("Access:OpenId:Authority", provider.Authority), ("Access:OpenId:ClientId", "rebato"), ("Access:OpenId:SecretFile", secret));
    }

    private static async Task Add(AccessHost host, string login, params Role[] roles)
    {
        await using var office = host.Test.Office;
        await office.Commit<Guid>(Actor.Console, async writing =>
        {
            var account = (await new PeopleActs(office, host.Test.Storage).Add(writing, new NewPerson(PersonKind.CivilServant, "Persona " + login, login, null, null, null, null))).Value;
            foreach (var role in roles)
                Assert.Null((await Grants.Grant(writing, account.Person, role, null, "prueba", office.Today)).Refusal);
            return account.Person;
        });
    }
}
