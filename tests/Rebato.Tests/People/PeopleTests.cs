using System.Net;
using Rebato.Modules.People;
using Rebato.Platform.Access;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.People;

public sealed class PeopleTests
{
    public static TheoryData<string> Engines => TestOffice.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task The_office_of_the_board_habilitates_a_civil_servant_by_a_dated_act_and_revokes_it(string engine)
    {
        await using var town = await Town.Open(engine);
        await town.Add("registro", Role.Registrar);
        var ana = await town.Add("ana.gil");
        using var browser = await town.SignIn("registro", "/personas/" + ana);
        (string, string)[] act = [("Scope", "Enter"), ("Act", "Decreto 412/2026"), ("ActDate.Day", "23"), ("ActDate.Month", "11"), ("ActDate.Year", "2026")];
        await browser.Send([act[0], ("Act", ""), act[2], act[3], act[4]]);
        Assert.Contains("Indique el acto", Assert.Single(browser.Errors), StringComparison.Ordinal);
        await browser.Send([act[0], act[1], ("ActDate.Day", "25"), act[3], act[4]]);
        Assert.Contains("no puede ser futura", Assert.Single(browser.Errors), StringComparison.Ordinal);
        await browser.Send(act);
        Assert.Contains("Decreto 412/2026, de 23/11/2026", browser.Text, StringComparison.Ordinal);
        await using (var office = town.Office)
            Assert.Contains(Role.RegistryOfficer, await Identify.RolesOf(office, ana));

        await browser.SendFormTo("EndHabilitation", ("Reason", "Cambia de puesto"));
        await using (var office = town.Office)
            Assert.DoesNotContain(Role.RegistryOfficer, await Identify.RolesOf(office, ana));
        Assert.Equal(["habilitation.granted", "habilitation.revoked"], (await town.Events(ana)).Where(code => code.StartsWith("habilitation", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nobody_habilitates_themselves_nor_whoever_is_not_a_civil_servant(string engine)
    {
        await using var town = await Town.Open(engine);
        await using var office = town.Office;
        var board = await town.Add("registro", Role.Registrar);
        var outsider = await town.Add("externa", PersonKind.External, null);
        var grants = new Grants(office);
        var actor = new Actor(board, SignIn.Local);
        Assert.Equal(AccessRules.DeciderBenefits, (await grants.Habilitate(actor, board, HabilitationScope.Enter, "Decreto 1/2026", office.Today)).Refusal);
        Assert.Equal(PeopleRules.OnlyCivilServants, (await grants.Habilitate(actor, outsider, HabilitationScope.Enter, "Decreto 1/2026", office.Today)).Refusal);
        Assert.DoesNotContain("habilitation.granted", await town.Events(board));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Roles_are_granted_with_a_reason_by_somebody_else_and_some_never_meet(string engine)
    {
        await using var town = await Town.Open(engine);
        await using var office = town.Office;
        var admin = await town.Add("admin", Role.SystemAdministrator);
        var ana = await town.Add("ana.gil", Role.SecurityOfficer);
        var outsider = await town.Add("externa", PersonKind.External, null);
        var grants = new Grants(office);
        var actor = new Actor(admin, SignIn.Local);
        Assert.Equal(AccessRules.DeciderBenefits, (await grants.Grant(actor, admin, Role.DigitalOffice, null, "porque sí")).Refusal);
        Assert.Equal(PeopleRules.ReasonMissing, (await grants.Grant(actor, ana, Role.DeskAgent, null, " ")).Refusal);
        Assert.Equal(PeopleRules.Incompatible, (await grants.Grant(actor, ana, Role.SystemOwner, null, "nombramiento")).Refusal);
        Assert.Equal(PeopleRules.RoleNotGrantable, (await grants.Grant(actor, ana, Role.RegistryOfficer, null, "nombramiento")).Refusal);
        Assert.Equal(PeopleRules.RoleHeld, (await grants.Grant(actor, ana, Role.SecurityOfficer, null, "nombramiento")).Refusal);
        Assert.Equal(PeopleRules.ExternalNeedsEnd, (await grants.Grant(actor, outsider, Role.External, null, "contrato")).Refusal);
        Assert.Equal(PeopleRules.EndInThePast, (await grants.Grant(actor, outsider, Role.External, office.Today.AddDays(-1), "contrato")).Refusal);

        Assert.Null((await grants.Grant(actor, outsider, Role.External, office.Today, "contrato")).Refusal);
        Assert.Contains(Role.External, await Identify.RolesOf(office, outsider));
        town.Pass(TimeSpan.FromDays(1));
        Assert.DoesNotContain(Role.External, await Identify.RolesOf(office, outsider));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_disabled_account_is_put_out_at_once_and_cannot_come_back(string engine)
    {
        await using var town = await Town.Open(engine);
        await town.Add("rrhh", Role.HumanResources);
        var ana = await town.Add("ana.gil");
        using var inside = await town.SignIn("ana.gil");
        using var chief = await town.SignIn("rrhh", "/personas/" + ana);
        await chief.SendFormTo("Disable", ("Reason", ""));
        Assert.Equal(["Escriba el motivo."], chief.Errors);
        await chief.SendFormTo("Disable", ("Reason", "Baja en el Ayuntamiento"));
        Assert.Contains("Desactivada", chief.Text, StringComparison.Ordinal);
        Assert.StartsWith("/entrar", (await inside.Open("/mi-cuenta")).Where, StringComparison.Ordinal);
        await inside.Send(("Login", "ana.gil"), ("Password", Town.Password));
        Assert.StartsWith("El código de usuario o la clave", Assert.Single(inside.Errors), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Logins_and_tax_numbers_are_one_person_s_each(string engine)
    {
        await using var town = await Town.Open(engine);
        await using var office = town.Office;
        await town.Add("ana.gil", PersonKind.CivilServant, "12345678Z");
        var acts = new PeopleActs(office, town.Web.Office.Storage);
        var wanted = new NewPerson(PersonKind.OtherStaff, "Otra", "ANA.GIL", null, null, null, null);
        Assert.Equal(PeopleRules.LoginTaken, (await acts.Add(Actor.Console, wanted)).Refusal);
        Assert.Equal(PeopleRules.NifTaken, (await acts.Add(Actor.Console, wanted with { Login = "otra", Nif = "12345678-z" })).Refusal);
        Assert.Equal(PeopleRules.NifWrong, (await acts.Add(Actor.Console, wanted with { Login = "otra", Nif = "12345678A" })).Refusal);
        Assert.Equal(PeopleRules.LoginMalformed, (await acts.Add(Actor.Console, wanted with { Login = "año" })).Refusal);
        Assert.Equal(PeopleRules.NameMissing, (await acts.Add(Actor.Console, wanted with { Name = " ", Login = "otra" })).Refusal);
    }

    [Fact]
    public async Task Names_numbers_and_secrets_lie_nowhere_in_clear()
    {
        await using var town = await Town.Open("sqlite");
        await town.Add("ana.gilabert", PersonKind.CivilServant, "12345678Z", Role.DeskAgent);
        using (await town.SignIn("ana.gilabert"))
            await town.Web.Office.Reopen();
        var bytes = await File.ReadAllBytesAsync(town.Web.Office.DatabaseFile, TestContext.Current.CancellationToken);
        foreach (var text in new[] { "ana.gilabert", "Persona ana", "12345678Z", "pbkdf2", "127.0.0.1" })
            Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public async Task Whoever_must_not_enter_a_page_of_people_does_not()
    {
        await using var web = await TestWeb.Start("sqlite");
        var person = Guid.CreateVersion7();
        var pages = new Dictionary<string, string>
        {
            ["/personas"] = Permission.PeopleRead,
            ["/personas/" + person] = Permission.PeopleRead,
            ["/personas/nueva"] = Permission.PeopleManage,
            ["/mi-cuenta/codigos"] = Permission.OwnSealedCodes,
        };
        foreach (var (page, permission) in pages)
        {
            using (var nobody = web.As())
                Assert.StartsWith("/entrar", (await nobody.GetAsync(page, TestContext.Current.CancellationToken)).Headers.Location!.OriginalString, StringComparison.Ordinal);
            foreach (var role in Enum.GetValues<Role>().Where(role => !TestWeb.Person(role).May(permission)))
            {
                using var client = web.As(role);
                Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(page, TestContext.Current.CancellationToken)).StatusCode);
            }
        }
    }
}
