using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents;

/// <summary>
/// <c>rebato registry list|show</c>: the book as whoever keeps the machine may see it. Numbers, dates, kinds and
/// states; contents are opened by nobody without habilitation and certificate (38.3), so there is no way to ask for them.
/// </summary>
internal static class RegistryCommand
{
    private const int Fine = 0;
    private const int NotFound = 1;
    private const int WrongUse = 2;

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Carpeta de datos de la oficina", Required = true };
        var town = new Option<int>("--town") { Description = "Ayuntamiento, cuando hay varios", DefaultValueFactory = _ => 1 };
        var year = new Option<int?>("--year") { Description = "Año del libro; el de hoy si no se dice" };
        var json = new Option<bool>("--json") { Description = "Escribe JSON" };
        var number = new Argument<string>("NUMBER") { Description = "Número de la inscripción, por ejemplo REG-2026-0001" };
        var list = new Command("list", "Enseña el libro de un año, sin contenidos") { data, town, year, json };
        list.SetAction((typed, cancel) => Run(typed.GetValue(data)!, typed.GetValue(town), typed.GetValue(json), typed.InvocationConfiguration, async (office, book) =>
        {
            var asked = typed.GetValue(year) ?? office.YearOf(office.Now);
            return await book.Page(asked, most: int.MaxValue);
        }, cancel));
        var show = new Command("show", "Enseña una inscripción y lo que la corrige o la anula, sin contenidos") { number, data, town, json };
        show.SetAction((typed, cancel) => YearlyNumber.Parse("REG", typed.GetValue(number)) is null
            ? Wrong(typed.InvocationConfiguration, $"«{typed.GetValue(number)}» no es un número del Registro. Es como REG-2026-0001.")
            : Run(typed.GetValue(data)!, typed.GetValue(town), typed.GetValue(json), typed.InvocationConfiguration, async (_, book) =>
                await book.Find(typed.GetValue(number)) is { } entry ? await book.Chain(entry) : null, cancel));
        return new Command("registry", "El libro del Registro de Incidencias, sin contenidos") { list, show };
    }

    private static async Task<int> Run(string data, int town, bool json, InvocationConfiguration output, Func<Office, RegistryBook, Task<IReadOnlyList<BookLine>?>> ask, CancellationToken cancel)
    {
        try
        {
            await using var open = await OpenOffice.At(data, [], cancel);
            if (!open.Storage.Towns.Contains(town))
            {
                return await Wrong(output, $"En esa carpeta no hay ningún ayuntamiento con el número {town}.");
            }

            var directory = new TownDirectory(open.Storage);
            var chosen = (await directory.All()).Single(each => each.Id == town);
            await using var office = new Office(open.Storage, chosen);
            if (await ask(office, new RegistryBook(office)) is not { } lines)
            {
                await output.Error.WriteLineAsync("No hay ninguna inscripción con ese número.");
                return NotFound;
            }

            await output.Output.WriteLineAsync(json ? Json(lines) : Text(lines, chosen.TimeZone));
            return Fine;
        }
        catch (StorageRefused refused)
        {
            await output.Error.WriteLineAsync(refused.Message);
            return NotFound;
        }
    }

    private static async Task<int> Wrong(InvocationConfiguration output, string sentence)
    {
        await output.Error.WriteLineAsync(sentence);
        return WrongUse;
    }

    private static string Json(IReadOnlyList<BookLine> lines) => JsonSerializer.Serialize(lines.Select(Shown), Vault.Json);

    private static object Shown(BookLine line) => new
    {
        line.Entry.Number,
        line.Entry.Kind,
        line.About,
        line.Incident,
        line.Entry.Basis,
        EnteredAt = line.Entry.EnteredAt.Utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        line.State,
    };

    private static string Text(IReadOnlyList<BookLine> lines, TimeZoneInfo zone) => lines.Count == 0
        ? "El libro no tiene inscripciones ese año."
        : string.Join(Environment.NewLine, lines.Select(line => string.Create(
            CultureInfo.InvariantCulture,
            $"{line.Entry.Number}  {line.Entry.EnteredAt.In(zone):dd/MM/yyyy HH:mm}  {Kind(line.Entry.Kind),-12}{State(line.State),-10}{line.Incident}{(line.About is { } about ? "  de " + about : "")}")));

    private static string Kind(RegistryEntryKind kind) => kind switch
    {
        RegistryEntryKind.Inscription => "inscripción",
        RegistryEntryKind.Correction => "corrección",
        _ => "anulación",
    };

    private static string State(EntryState state) => state switch
    {
        EntryState.Standing => "vigente",
        EntryState.Corrected => "corregida",
        _ => "anulada",
    };
}
