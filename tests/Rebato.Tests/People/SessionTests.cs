using System.Net;
using Rebato.Platform.Access;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.People;

public sealed class SessionTests
{
    public static TheoryData<string> Engines => TestOffice.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Five_minutes_idle_it_locks_and_the_same_person_goes_on_where_they_were(string engine)
    {
        await using var town = await Town.Open(engine);
        var ana = await town.Add("ana.gil");
        using var browser = await town.SignIn("ana.gil");
        town.Pass(TimeSpan.FromSeconds(299));
        Assert.Equal("/mi-cuenta", (await browser.Open("/mi-cuenta")).Where);
        town.Pass(TimeSpan.FromSeconds(300));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.Fetch("/sesion"));
        Assert.Equal("/bloqueada?volver=%2Fmi-cuenta", (await browser.Open("/mi-cuenta")).Where);
        await browser.Send(("Password", "no es esta"));
        Assert.Single(browser.Errors);
        await browser.Send(("Password", Town.Password));
        Assert.Equal("/mi-cuenta", browser.Where);
        Assert.Equal(HttpStatusCode.NoContent, await browser.Fetch("/sesion"));
        Assert.Equal(["session.opened", "session.locked", "session.refused", "session.unlocked"], (await town.Events(ana)).Where(code => code.StartsWith("session", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Thirty_minutes_idle_it_ends_and_ten_hours_whatever_happens(string engine)
    {
        await using var town = await Town.Open(engine);
        await town.Add("ana.gil");
        using var idle = await town.SignIn("ana.gil");
        town.Pass(TimeSpan.FromMinutes(30));
        Assert.StartsWith("/entrar", (await idle.Open("/mi-cuenta")).Where, StringComparison.Ordinal);

        using var busy = await town.SignIn("ana.gil");
        for (var minutes = 0; minutes < 596; minutes += 4)
        {
            Assert.Equal(HttpStatusCode.NoContent, await busy.Fetch("/sesion"));
            town.Pass(TimeSpan.FromMinutes(4));
        }
        Assert.Equal(HttpStatusCode.NoContent, await busy.Fetch("/sesion"));
        town.Pass(TimeSpan.FromMinutes(4));
        Assert.Equal(HttpStatusCode.Unauthorized, await busy.Fetch("/sesion"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_being_sent_when_it_locked_is_not_lost(string engine)
    {
        await using var town = await Town.Open(engine);
        await town.Add("rrhh", Role.HumanResources);
        using var browser = await town.SignIn("rrhh", "/personas/nueva");
        town.Pass(TimeSpan.FromMinutes(6));
        await browser.Send(("Name", "Ana Gil «& hijos»"), ("Login", "ana.gil"), ("Kind", "CivilServant"));
        Assert.Equal("Sesión bloqueada", browser.Title);
        Assert.Contains("no se ha perdido", browser.Text, StringComparison.Ordinal);
        await browser.Send(("Password", Town.Password));
        Assert.Equal("/bloqueada/continuar", browser.Where);
        await browser.Send();
        Assert.Equal("Persona añadida", browser.Title);
        await browser.Open("/personas");
        Assert.Contains("Ana Gil «& hijos»", browser.Text, StringComparison.Ordinal);
        Assert.Equal("/", (await browser.Open("/bloqueada/continuar")).Where);
    }

    [Fact]
    public async Task A_locked_session_acts_for_nobody_on_open_pages_either()
    {
        await using var town = await Town.Open("sqlite");
        await town.Add("ana.gil");
        using var browser = await town.SignIn("ana.gil");
        town.Pass(TimeSpan.FromMinutes(6));
        for (var i = 0; i < 2; i++)
        {
            await browser.Open("/accesibilidad");
            Assert.DoesNotContain("Persona ana.gil", browser.Text, StringComparison.Ordinal);
            Assert.Equal("/bloqueada?volver=%2F", (await browser.Open("/entrar?volver=/")).Where);
        }
    }

    [Fact]
    public async Task Somebody_else_at_the_locked_desk_gets_their_own_session_and_not_the_other_s()
    {
        await using var town = await Town.Open("sqlite");
        await town.Add("ana.gil");
        await town.Add("luis.mora");
        using var browser = await town.SignIn("ana.gil");
        town.Pass(TimeSpan.FromMinutes(6));
        await browser.Open("/bloqueada");
        await browser.SendFormTo("/salir");
        await browser.Send(("Login", "luis.mora"), ("Password", Town.Password));
        await browser.Send(("Code", town.Code("luis.mora")));
        await browser.Open("/mi-cuenta");
        Assert.Contains("Persona luis.mora", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Persona ana.gil", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_of_sixty_days_has_to_be_changed_and_ten_days_before_it_is_said()
    {
        await using var town = await Town.Open("sqlite");
        await town.Add("ana.gil");
        town.Pass(TimeSpan.FromDays(51));
        using var browser = await town.SignIn("ana.gil");
        Assert.Contains("Debe cambiar la contraseña. Días que quedan: 9.", browser.Text, StringComparison.Ordinal);
        town.Pass(TimeSpan.FromDays(9));
        using var later = await town.SignIn("ana.gil");
        Assert.Equal("/mi-cuenta/contrasena", later.Where);
    }
}
