using System.CommandLine;
using System.Text.Json;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;

namespace Rebato.Platform.Cli;

/// <summary>
/// `rebato ledger verify --data DIR`: rechecks every proof against the database. 0 when all holds, 1 when something does
/// not (each record named), 2 when it cannot be asked.
/// </summary>
internal static class LedgerCommand
{
    private static readonly JsonSerializerOptions Json = new(Vault.Json) { WriteIndented = true };

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Carpeta de datos de la oficina", Required = true };
        var json = new Option<bool>("--json") { Description = "Escribe el resultado en JSON" };
        var verify = new Command("verify", "Comprueba todo el libro de pruebas contra la base de datos") { data, json };
        verify.SetAction((parsed, cancel) => Verify(parsed.GetValue(data)!, parsed.GetValue(json), cancel));
        return new Command("ledger", "El libro de pruebas") { verify };
    }

    private static async Task<int> Verify(string data, bool json, CancellationToken cancel)
    {
        if (!Directory.Exists(data))
        {
            await Console.Error.WriteLineAsync(CliTexts.Of(new StorageRefused("cli.no-folder", data)));
            return 2;
        }

        try
        {
            await using var open = await OpenOffice.At(data, [], cancel);
            var verification = new LedgerVerification(open.Storage, new LogKeys(open.Storage));
            var reports = new List<VerificationReport>();
            foreach (var town in await new TownDirectory(open.Storage).All())
            {
                reports.Add(await verification.Run(town, json || Console.IsErrorRedirected ? null : new Counting(), cancel));
            }

            Print(reports, json);
            return reports.TrueForAll(r => r.Holds) ? 0 : 1;
        }
        catch (StorageRefused refused)
        {
            var finding = new LedgerFinding(refused.Code, "", Detail: string.Join(", ", refused.Values));
            Print([new VerificationReport(0, data, 0, "", 0, 0, [finding])], json, CliTexts.Of(refused));
            return 1;
        }
    }

    private static void Print(IReadOnlyList<VerificationReport> reports, bool json, string? sentence = null)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { holds = reports.All(r => r.Holds), towns = reports }, Json));
            return;
        }

        foreach (var report in reports)
        {
            Console.WriteLine(CliTexts.Texts[report.Holds ? "ledger.holds" : "ledger.does-not-hold", report.Name, report.Size, report.Root, report.Seconds.ToString("0.0", System.Globalization.CultureInfo.CurrentCulture), report.Erased]);
            foreach (var finding in report.Findings)
            {
                Console.WriteLine("  " + (sentence ?? Sentence(finding)));
            }
        }
    }

    private static string Sentence(LedgerFinding finding)
    {
        var place = finding.Record is { } record ? $"{finding.Table} {record}" : finding.Table;
        return $"{CliTexts.Texts["finding." + finding.Code, finding.Table]} [{place}{(finding.Seq is { } seq ? $", {seq}" : "")}{(finding.Detail is { } detail ? $": {detail}" : "")}]";
    }

    private sealed class Counting : IProgress<long>
    {
        public void Report(long value) => Console.Error.Write($"\r{value}   ");
    }
}
