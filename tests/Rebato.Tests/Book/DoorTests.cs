using System.Net;
using Rebato.Platform.Access;
using Rebato.Platform.Ledger;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Book;

/// <summary>Every door of the Registry, tried by everybody who must not pass; the administrator among them.</summary>
public sealed class DoorTests(RegistryWeb registry) : IClassFixture<RegistryWeb>
{
    private static readonly Role[] Officers = [Role.RegistryOfficer];

    public static TheoryData<string, Role[]> Doors => new()
    {
        { "/registro", [Role.RegistryOfficer, Role.RegistryReader, Role.Registrar] },
        { "/registro?handler=File&anio=2026", [Role.Registrar] },
        { "/registro/REG-2026-0001", [Role.RegistryOfficer, Role.RegistryReader] },
        { "/registro/inscribir?incidencia=INC-2026-0001", Officers },
        { "/registro/REG-2026-0001/corregir", Officers },
        { "/registro/REG-2026-0001/anular", Officers },
        { "/registro/REG-2026-0001/certificar", [Role.Registrar] },
        { "/registro/lecturas", [Role.Dpo, Role.SecurityOfficer] },
        { "/incidencias/INC-2026-0001/inclusion", [Role.DigitalOffice] },
    };

    [Theory, MemberData(nameof(Doors))]
    public async Task Whoever_must_not_enter_is_told_what_lacks_and_nothing_more(string path, Role[] may)
    {
        var size = await Size();
        foreach (var role in Enum.GetValues<Role>().Except(may))
        {
            var answer = await registry.Web.As(role).GetAsync(path);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{role} at {path}: {answer.StatusCode}");
            Assert.DoesNotContain(RegistryActs.Secret, page);
            Assert.DoesNotContain("zarzalejo", page, StringComparison.OrdinalIgnoreCase);
        }

        var stranger = await registry.Web.As().GetAsync(path);
        Assert.Equal(HttpStatusCode.Found, stranger.StatusCode);
        Assert.StartsWith("/entrar", stranger.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(size, await Size());
    }

    [Theory]
    [InlineData("/registro")]
    [InlineData("/registro/REG-2026-0001")]
    [InlineData("/registro/inscribir?incidencia=INC-2026-0001")]
    public async Task A_habilitated_person_without_the_certificate_is_led_to_it(string path)
    {
        var actor = TestWeb.Person(Role.RegistryOfficer) with { PublicEmployeeCertificate = null, SignIn = SignIn.Local };
        var answer = await registry.Web.As(actor).GetAsync(path);
        Assert.StartsWith("/entrar/certificado", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_administrator_reads_that_administering_does_not_open_the_registry()
    {
        var page = (await Pages.Parsed(await registry.Web.As(Role.SystemAdministrator).GetAsync("/registro/REG-2026-0001"))).Said();
        Assert.Contains("La administración del sistema tampoco las ve", page);
        Assert.Contains("Le falta la habilitación", page);
    }

    private async Task<long> Size()
    {
        await using var ledger = new LedgerReader(registry.Web.Office.Storage, registry.Web.Office.Town.Id);
        return (await ledger.Head()).Size;
    }
}
