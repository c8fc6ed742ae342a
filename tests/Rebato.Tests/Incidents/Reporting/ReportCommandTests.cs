using System.CommandLine;
using System.Text.Json;
using Rebato.Modules.Incidents;
using Rebato.Modules.Incidents.Reporting;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Incidents.Reporting;

/// <summary><c>rebato report</c>, against a running office and into a folder.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("rebato-report-");

    public void Dispose() => place.Delete(recursive: true);

    [Fact]
    public async Task A_mail_sent_to_a_running_office_twice_is_one_report()
    {
        await using var web = await TestWeb.Start("sqlite");
        var mail = Write("correo raro ñ.eml", Forms.Mail);
        var first = await Run(mail, "--server", web.Address.ToString());
        var second = await Run(mail, "--server", web.Address.ToString(), "--json");

        Assert.Equal((0, ""), (first.Exit, first.Errors));
        Assert.StartsWith("Aviso registrado: AV-2026-0001, 24/11/2026 09:00", first.Output, StringComparison.Ordinal);
        Assert.Equal(0, second.Exit);
        Assert.True(JsonDocument.Parse(second.Output).RootElement.GetProperty("again").GetBoolean());
        var report = Assert.Single(await Forms.Reports(web));
        Assert.Equal(ReportKind.SuspiciousMail, report.Kind);
        await using var office = web.Office.Office;
        var wrapped = office.Db.RecordKeys.Single(k => k.Record == report.Id).Wrapped;
        Assert.Equal("correo raro ñ.eml", office.Vault.Open<EvidenceContent>(report.Id, wrapped, Assert.Single(await Forms.Evidence(web)).Content)!.Name);
    }

    [Fact]
    public async Task Into_a_folder_it_registers_and_knows_what_had_come()
    {
        var data = await Found();
        var mail = Write("a.eml", Forms.Mail);
        var first = await Run(mail, "--data", data, "--text", "Me piden pagar", "--json");
        var second = await Run(mail, "--data", data);
        var third = await Run("--data", data, "--text", "Otra cosa", "--key", "k");
        var fourth = await Run("--data", data, "--text", "Otra cosa", "--key", "k");

        Assert.Equal((0, ""), (first.Exit, first.Errors));
        var number = JsonDocument.Parse(first.Output).RootElement.GetProperty("number").GetString()!;
        Assert.Contains($"ya estaba registrado: {number}", second.Output, StringComparison.Ordinal);
        Assert.Contains("-0002", third.Output, StringComparison.Ordinal);
        Assert.Contains("ya estaba registrado", fourth.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(data, "incoming")));
    }

    [Fact]
    public async Task A_folder_on_which_a_server_works_is_left_to_it()
    {
        var data = await Found();
        using var held = DataFolder.TryOpen(data);
        var run = await Run("--data", data, "--text", "Algo");
        Assert.Equal(1, run.Exit);
        Assert.Contains("--server", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_is_one()
    {
        var data = await Found();
        Assert.Equal(1, (await Run("--data", data)).Exit);
        Assert.Equal(1, (await Run("--data", data, "--text", "x", "--kind", "Meteorito")).Exit);
        await using var web = await TestWeb.Start("sqlite", settings => settings.Reports.FileMegabytes = 1);
        var large = await Run(Write("g", Forms.Bytes(1_000_001)), "--server", web.Address.ToString());
        Assert.Equal(1, large.Exit);
        Assert.Contains("1 MB como máximo", large.Errors, StringComparison.Ordinal);
        var silent = await Run("--text", "x", "--server", "http://127.0.0.1:9");
        Assert.Equal(1, silent.Exit);
        Assert.Contains("no contesta", silent.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_used_is_two()
    {
        Assert.Equal(2, (await Run("--text", "x")).Exit);
        Assert.Equal(2, (await Run("--text", "x", "--data", "a", "--server", "http://b")).Exit);
        Assert.Equal(2, (await Run("--text", "x", "--server", "ayuntamiento")).Exit);
        Assert.Equal(2, (await Run("--text", "x", "--data", Path.Combine(place.FullName, "nada"))).Exit);
        var missing = await Run(Path.Combine(place.FullName, "no-está.eml"), "--data", "x");
        Assert.Equal(2, missing.Exit);
        Assert.Contains("no-está.eml", missing.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(place.FullName, "nada")));
    }

    private async Task<string> Found()
    {
        var data = Path.Combine(place.FullName, "data");
        await using var office = await OpenOffice.At(data, [], CancellationToken.None);
        await office.Storage.Found("Robledal del Monte", "", "Europe/Madrid");
        return data;
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(place.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static async Task<(int Exit, string Output, string Errors)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await ReportCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });
        return (exit, output.ToString(), errors.ToString());
    }
}
