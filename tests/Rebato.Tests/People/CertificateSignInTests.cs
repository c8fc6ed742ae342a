using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Rebato.Modules.People;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Tests.Fixtures;
using Rebato.Tests.Platform.Access;

namespace Rebato.Tests.People;

/// <summary>The whole way over real TLS on loopback: main port, port of certificates, and back.</summary>
public sealed class CertificateSignInTests
{
    public static TheoryData<string> Engines => TestOffice.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task The_certificate_of_the_public_employee_opens_a_session_that_may_enter_the_registry(string engine)
    {
        await using var host = await AccessHost.Start(engine);
        using var authority = new TestAuthority(host.Trust);
        await using var office = host.Test.Office;
        var ana = await Add(host, office, "12345678Z");
        using var certificate = authority.Issue();
        using var browser = new Browser(host.Main, certificate: certificate);
        await GoIn(browser);
        Assert.Equal("/mi-cuenta", browser.Where);
        Assert.Contains("certificado electrónico", browser.Text, StringComparison.Ordinal);
        var session = await office.Db.Sessions.SingleAsync(s => s.Person == ana, TestContext.Current.CancellationToken);
        Assert.Equal(certificate.SerialNumber, session.Certificate);
        Assert.Equal(SignIn.Certificate, session.Way);
    }

    [Fact]
    public async Task Locked_and_opened_again_with_the_password_it_no_longer_enters_the_registry()
    {
        await using var host = await AccessHost.Start("sqlite");
        using var authority = new TestAuthority(host.Trust);
        await using var office = host.Test.Office;
        var ana = await Add(host, office, "12345678Z");
        using var certificate = authority.Issue();
        using var browser = new Browser(host.Main, certificate: certificate);
        await GoIn(browser);
        host.Test.Clock.Advance(TimeSpan.FromMinutes(6));
        await browser.Open("/mi-cuenta");
        await browser.Send(("Password", Town.Password));
        Assert.Equal("/mi-cuenta", browser.Where);
        await using (var later = host.Test.Office)
            Assert.Null((await later.Db.Sessions.SingleAsync(s => s.Person == ana, TestContext.Current.CancellationToken)).Certificate);
        host.Test.Clock.Advance(TimeSpan.FromMinutes(6));
        await browser.Open("/mi-cuenta");
        await GoIn(browser);
        await using (var last = host.Test.Office)
            Assert.Equal(certificate.SerialNumber, (await last.Db.Sessions.SingleAsync(s => s.Person == ana && s.EndedAt == null, TestContext.Current.CancellationToken)).Certificate);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_revoked_certificate_an_unknown_person_and_a_foreign_authority_stay_outside_and_are_told_why(string engine)
    {
        await using var host = await AccessHost.Start(engine);
        using var authority = new TestAuthority(host.Trust);
        using var foreign = new TestAuthority(maker: "otro");
        await using var office = host.Test.Office;
        await Add(host, office, "00000000T", "otra.persona");
        using var certificate = authority.Issue();
        using (var unknown = new Browser(host.Main, certificate: certificate))
        {
            await GoIn(unknown);
            Assert.Contains("no tiene cuenta activa", unknown.Text, StringComparison.Ordinal);
        }
        await Add(host, office, "12345678Z");
        using (var forged = new Browser(host.Main, certificate: foreign.Issue()))
        {
            await GoIn(forged);
            Assert.Contains("no lo ha emitido una autoridad en la que confíe", forged.Text, StringComparison.Ordinal);
        }
        authority.Revoke(certificate);
        using var revoked = new Browser(host.Main, certificate: certificate);
        await GoIn(revoked);
        Assert.Contains("El certificado está revocado.", revoked.Text, StringComparison.Ordinal);
        Assert.StartsWith("/entrar", (await revoked.Open("/mi-cuenta")).Where, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hand_over_serves_once_and_only_the_browser_that_asked()
    {
        await using var host = await AccessHost.Start("sqlite");
        using var authority = new TestAuthority(host.Trust);
        await using var office = host.Test.Office;
        await Add(host, office, "12345678Z");
        using var certificate = authority.Issue();
        using var browser = new Browser(host.Main, certificate: certificate) { StopBefore = "/entrar/certificado/vuelta" };
        await GoIn(browser);
        var back = new Uri(browser.Where).PathAndQuery;
        using var thief = new Browser(host.Main);
        await thief.Open("/entrar/certificado");
        await thief.Open(back);
        Assert.Contains("No se ha podido completar el acceso", thief.Text, StringComparison.Ordinal);
        browser.StopBefore = null;
        Assert.Equal("/mi-cuenta", (await browser.Open(back)).Where);
        using var later = new Browser(host.Main);
        await later.Open(back);
        Assert.Contains("No se ha podido completar el acceso", later.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_certificate_the_port_does_not_even_speak()
    {
        await using var host = await AccessHost.Start("sqlite");
        using var browser = new Browser(host.Main);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => GoIn(browser));
    }

    private static async Task GoIn(Browser browser)
    {
        await browser.Open("/entrar/certificado?volver=/mi-cuenta");
        await browser.Send();
    }

    private static async Task<Guid> Add(AccessHost host, Office office, string nif, string login = "carmen.robles")
    {
        var outcome = await office.Commit<Guid>(Actor.Console, async writing =>
        {
            var account = (await new PeopleActs(office, host.Test.Storage).Add(writing, new NewPerson(PersonKind.CivilServant, "Carmen Robles Sanz", login, nif, null, null, null))).Value;
            await PeopleActs.SetPassword(writing, account, new PasswordContent(PasswordHash.Make(Town.Password)));
            return account.Person;
        });
        return outcome.Value;
    }
}
