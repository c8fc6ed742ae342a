using Rebato.Modules.People;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Platform.Cli.Demo;

/// <summary>An invented person of the demo town.</summary>
/// <param name="Scope">What they are habilitated for in the Registry, when they are.</param>
internal sealed record DemoPerson(string Login, string Name, string Nif, string Unit, string Post, Role Role, HabilitationScope? Scope = null)
{
    public bool HasCertificate => Scope is not null || Role == Role.Registrar;
}

/// <summary>Who works in Robledal del Monte. Town, people and tax numbers are invented.</summary>
internal sealed class DemoPeople(Office office, Storage storage)
{
    public const string Password = "Tocar-a-rebato-1";

    /// <summary>The same phone for all, so that the demo's page can show its code. Only a demo has this.</summary>
    public static byte[] Phone { get; } = "rebato demo phone 01"u8.ToArray();

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("oac", "Rosa Medina Vela", "11111111H", "Oficina de Atención a la Ciudadanía", "Auxiliar", Role.Employee),
        new("cau", "Lucía Ferrer Sanz", "22222222J", "Oficina Digital", "Técnica del CAU", Role.DeskAgent),
        new("seguridad", "Marta Oliveros Gil", "33333333P", "Oficina Digital", "Responsable de Seguridad", Role.SecurityOfficer),
        new("digital", "Tomás Rivas Peña", "44444444A", "Oficina Digital", "Director General", Role.DigitalOffice),
        new("dpd", "Carmen Solís Roca", "55555555K", "Secretaría", "Delegada de Protección de Datos", Role.Dpo, HabilitationScope.Consult),
        new("alcaldia", "Julián Prado Cano", "66666666Q", "Alcaldía", "Alcalde", Role.DataControllerDelegate),
        new("registro", "Pilar Navas Ortiz", "77777777B", "Oficina de la Junta de Gobierno Local", "Funcionaria habilitada", Role.Employee, HabilitationScope.Enter),
        new("junta", "Andrés Cid Marín", "88888888Y", "Oficina de la Junta de Gobierno Local", "Titular de la Oficina", Role.Registrar),
        new("comite", "Elena Bravo Nieto", "99999999R", "Comité de Seguridad de la Información", "Vocal", Role.SecurityCommittee),
        new("sistemas", "Íñigo Arce Luna", "12345678Z", "Oficina Digital", "Administrador del sistema", Role.SystemAdministrator),
    ];

    /// <summary>Adds everybody and says who each login is.</summary>
    public async Task<IReadOnlyDictionary<string, Actor>> Add()
    {
        var actors = new Dictionary<string, Actor>(StringComparer.Ordinal);
        var hash = PasswordHash.Make(Password);
        foreach (var person in All)
        {
            var id = (await office.Commit<Guid>(Actor.Console, async writing =>
            {
                var added = await new PeopleActs(office, storage).Add(writing, new NewPerson(PersonKind.CivilServant, person.Name, person.Login, person.Nif, $"{person.Login}@robledal.example", person.Unit, person.Post));
                if (!added.Done(out var account, out var refusal))
                {
                    return refusal;
                }

                await PeopleActs.SetPassword(writing, account, new PasswordContent(hash));
                await Credentials.AddPhone(writing, account, Phone, 0);
                return (await Grants.Grant(writing, account.Person, person.Role, null, "Población de demostración", office.Today)).Refusal is { } refused ? refused : account.Person;
            })).Value;
            actors[person.Login] = ActorOf(id, person);
        }

        var registrar = actors["junta"];
        foreach (var person in All.Where(p => p.Scope is not null))
        {
            _ = (await new Grants(office).Habilitate(registrar, actors[person.Login].Id, person.Scope!.Value, "Resolución 2026/014", office.Today)).Value;
        }

        return actors;
    }

    private static Actor ActorOf(Guid id, DemoPerson person)
    {
        HashSet<Role> roles = person.Scope switch
        {
            HabilitationScope.Enter => [person.Role, Role.RegistryOfficer, Role.RegistryReader],
            HabilitationScope.Consult => [person.Role, Role.RegistryReader],
            _ => [person.Role],
        };
        return new Actor(id, person.HasCertificate ? SignIn.Certificate : SignIn.Local)
        {
            Roles = roles,
            Session = id,
            PublicEmployeeCertificate = person.HasCertificate ? "DEMO" : null,
        };
    }
}
