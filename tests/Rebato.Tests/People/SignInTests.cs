using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Rebato.Modules.People;
using Rebato.Platform.Access;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.People;

public sealed class SignInTests
{
    public static TheoryData<string> Engines => TestOffice.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task The_code_of_the_console_makes_the_first_administrator_once(string engine)
    {
        await using var town = await Town.Open(engine);
        await using var office = town.Office;
        var code = (await town.Web.Services.GetRequiredService<FirstRunCodes>().For(office.Db))!;
        using var browser = new Browser(town.Web.Address);
        await browser.Open("/entrar");
        Assert.Equal("/primera-vez", browser.Where);

        (string, string)[] form = [("Code", "0000-0000-0000-0000"), ("Name", "Elena Prat"), ("Login", "elena.prat"), ("Password", Town.Password), ("Repeated", Town.Password)];
        await browser.Send(form);
        Assert.Equal(["El código no es el que muestra la consola."], browser.Errors);
        form[0] = ("Code", code);
        await browser.Send([form[0], form[1], form[2], ("Password", "Elena-Prat#2026"), ("Repeated", "Elena-Prat#2026")]);
        Assert.Contains("palabras", Assert.Single(browser.Errors), StringComparison.Ordinal);
        await browser.Send(form);
        Assert.Equal("Cuenta creada", browser.Title);
        var envelope = browser.Page.QuerySelectorAll("ol .rb-codigo").Select(line => line.TextContent).ToList();
        Assert.Equal(10, envelope.Count);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open("/primera-vez")).Status);

        await browser.Open("/entrar/emergencia");
        await browser.Send(("Login", "elena.prat"), ("Code", envelope[3].ToLowerInvariant()));
        Assert.Equal(HttpStatusCode.OK, (await browser.Open("/mi-cuenta")).Status);
        Assert.Contains("Elena Prat", browser.Text, StringComparison.Ordinal);
        using var thief = new Browser(town.Web.Address);
        await thief.Open("/entrar/emergencia");
        await thief.Send(("Login", "elena.prat"), ("Code", envelope[3]));
        Assert.StartsWith("El código de usuario o la clave", Assert.Single(thief.Errors), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_new_person_links_a_phone_and_changes_the_password_before_anything_else(string engine)
    {
        await using var town = await Town.Open(engine);
        await town.Add("rrhh", Role.HumanResources);
        using var chief = await town.SignIn("rrhh", "/personas/nueva");
        await chief.Send(("Name", "Ana Gil"), ("Login", "ana.gil"), ("Kind", "CivilServant"), ("Nif", "12345678Z"));
        var first = chief.Page.QuerySelector(".rb-codigo")!.TextContent;

        using var browser = new Browser(town.Web.Address);
        await browser.Open("/entrar?volver=/mi-cuenta");
        await browser.Send(("Login", "ANA.GIL"), ("Password", first));
        Assert.Equal("Asocie su teléfono", browser.Title);
        var secret = Base32Encoding.ToBytes(browser.Page.QuerySelector(".rb-codigo")!.TextContent.Replace(" ", ""));
        await browser.Send(("Code", "000000"));
        Assert.Single(browser.Errors);
        Assert.Equal(Base32Encoding.ToString(secret).TrimEnd('='), browser.Page.QuerySelector(".rb-codigo")!.TextContent.Replace(" ", ""));
        await browser.Send(("Code", new Totp(secret).ComputeTotp(town.Web.Office.Clock.GetUtcNow().UtcDateTime)));
        Assert.Equal("/mi-cuenta/contrasena", browser.Where);
        Assert.Equal("/mi-cuenta/contrasena", (await browser.Open("/mi-cuenta")).Where);

        await browser.Send(("Current", first), ("New", "Robledal-Gil#1"), ("Repeated", "Robledal-Gil#1"));
        Assert.Contains("artículo 14.1.e", Assert.Single(browser.Errors), StringComparison.Ordinal);
        await browser.Send(("Current", first), ("New", Town.Password), ("Repeated", Town.Password));
        Assert.Equal("/mi-cuenta", browser.Where);
        Assert.Contains("Este es su primer acceso", browser.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_fails_learns_nothing_and_the_ledger_learns_it(string engine)
    {
        await using var town = await Town.Open(engine);
        var ana = await town.Add("ana.gil");
        using var browser = new Browser(town.Web.Address);
        await browser.Open("/entrar");
        await browser.Send(("Login", "ana.gil"), ("Password", "no es esta"));
        var wrong = Assert.Single(browser.Errors);
        await browser.Send(("Login", "no.existe"), ("Password", "no es esta"));
        Assert.Equal(wrong, Assert.Single(browser.Errors));
        Assert.Contains("session.refused", await town.Events(ana));
        Assert.Contains("session.refused", await town.Events(town.Web.Office.Town.Log));
    }

    [Fact]
    public async Task The_sixth_try_in_a_minute_waits_even_with_the_right_password()
    {
        await using var town = await Town.Open("sqlite");
        await town.Add("ana.gil");
        using var browser = new Browser(town.Web.Address);
        await browser.Open("/entrar");
        for (var i = 0; i < 5; i++)
            await browser.Send(("Login", "ana.gil"), ("Password", "no es esta"));
        await browser.Send(("Login", "ana.gil"), ("Password", Town.Password));
        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
        Assert.Equal(["Demasiados intentos seguidos. Espere 60 segundos y vuelva a intentarlo."], browser.Errors);
        town.Pass(TimeSpan.FromSeconds(60));
        await browser.Send(("Login", "ana.gil"), ("Password", Town.Password));
        Assert.StartsWith("/entrar/segundo-factor", browser.Where, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_code_of_the_phone_opens_one_session_only(string engine)
    {
        await using var town = await Town.Open(engine);
        await town.Add("ana.gil");
        var code = town.Code("ana.gil");
        using var first = await UpToTheCode(town);
        using var second = await UpToTheCode(town);
        await first.Send(("Code", code));
        Assert.Equal("/mi-cuenta", first.Where);
        await second.Send(("Code", code));
        Assert.StartsWith("El código no es correcto o ya se ha usado", Assert.Single(second.Errors), StringComparison.Ordinal);
        Assert.Equal("/entrar?volver=%2Fmi-cuenta", (await second.Open("/mi-cuenta")).Where);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Signed_out_the_old_cookie_never_works_again(string engine)
    {
        await using var town = await Town.Open(engine);
        var ana = await town.Add("ana.gil");
        using var browser = await town.SignIn("ana.gil");
        var kept = new Dictionary<string, string>(browser.Cookies);
        await browser.SendFormTo("/salir");
        Assert.Equal("/entrar", browser.Where);
        using var thief = new Browser(town.Web.Address, kept);
        Assert.StartsWith("/entrar", (await thief.Open("/mi-cuenta")).Where, StringComparison.Ordinal);
        Assert.Equal("session.ended", (await town.Events(ana))[^1]);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task One_sees_the_last_access_and_ends_a_session_left_elsewhere(string engine)
    {
        await using var town = await Town.Open(engine);
        await town.Add("ana.gil");
        using var left = await town.SignIn("ana.gil");
        using var here = await town.SignIn("ana.gil");
        Assert.Contains("cuenta local", here.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("primer acceso", here.Text, StringComparison.Ordinal);
        await here.SendFormTo("EndSession");
        Assert.StartsWith("/entrar", (await left.Open("/mi-cuenta")).Where, StringComparison.Ordinal);
        Assert.Equal("/mi-cuenta", (await here.Open("/mi-cuenta")).Where);
    }

    [Fact]
    public async Task A_passkey_is_enrolled_signs_in_and_only_once_for_each_challenge()
    {
        await using var town = await Town.Open("sqlite");
        await town.Add("ana.gil");
        using var phone = new Platform.Access.SoftwareAuthenticator(town.Web.Address.GetLeftPart(UriPartial.Authority));
        using var browser = await town.SignIn("ana.gil", "/mi-cuenta/llave");
        await browser.Send(("Name", "Teléfono"), ("Answer", phone.Create(await browser.Options())));
        Assert.Equal("/mi-cuenta", browser.Where);
        Assert.Contains("Llave de acceso", browser.Text, StringComparison.Ordinal);

        using var other = new Browser(town.Web.Address);
        await other.Open("/entrar/llave?volver=/mi-cuenta");
        var answer = phone.Sign(await other.Options());
        await other.Send(("Answer", answer));
        Assert.Equal("/mi-cuenta", other.Where);

        using var replay = new Browser(town.Web.Address);
        await replay.Open("/entrar/llave");
        await replay.Options();
        await replay.Send(("Answer", answer));
        Assert.Single(replay.Errors);
    }

    private static async Task<Browser> UpToTheCode(Town town)
    {
        var browser = new Browser(town.Web.Address);
        await browser.Open("/entrar?volver=/mi-cuenta");
        return await browser.Send(("Login", "ana.gil"), ("Password", Town.Password));
    }
}
