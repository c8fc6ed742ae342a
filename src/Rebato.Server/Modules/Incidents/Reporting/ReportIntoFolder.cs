using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;
using Rebato.Platform.Files;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents.Reporting;

/// <summary>Registers a report straight into a data folder on which no server works.</summary>
internal sealed class ReportIntoFolder(Texts texts)
{
    public async Task<ReportSent> Send(string path, ReportTyped typed, CancellationToken cancel)
    {
        if (!File.Exists(Path.Combine(path, "keys", "master.key")))
        {
            return new(null, texts["cli.report.no-office", path], 2);
        }

        try
        {
            await using var opened = await OpenOffice.At(path, [], cancel);
            var towns = await new TownDirectory(opened.Storage).All();
            return towns switch
            {
                [] => new(null, texts["cli.report.no-office", path], 2),
                [var town] => await Register(opened, town, typed, cancel),
                _ => new(null, texts["cli.report.towns", path], 1),
            };
        }
        catch (StorageRefused refused)
        {
            return new(null, refused.Code == "storage.in-use" ? texts["cli.report.in-use", path] : refused.Message, 1);
        }
    }

    private async Task<ReportSent> Register(OpenOffice opened, Town town, ReportTyped typed, CancellationToken cancel)
    {
        var store = new FileStore(opened.Folder);
        using var arrived = new ArrivedForm { Fields = typed.Fields };
        await using var office = new Office(opened.Storage, town);
        foreach (var path in typed.Files)
        {
            await TakeIn(store, path, opened.Settings.Reports, arrived, cancel);
        }

        var read = typed.Fields.Read(ReportChannel.CommandLine, arrived.Files, texts, typed.Otherwise);
        if ((arrived.Refusal ?? read.Refusal) is { } wrong)
        {
            return new(null, texts.Of(wrong), 1);
        }

        var registered = await new ReportIntake(office, store).Receive(Actor.Console, read.Value, cancel);
        return registered.Done(out var report, out var refusal)
            ? new(new ReportAnswer(report.Report.Number, new Formats(town.TimeZone).Machine(report.Report.ReceivedAt), report.Again, null))
            : new(null, texts.Of(refusal), 1);
    }

    private static async Task TakeIn(FileStore store, string path, ReportSettings limits, ArrivedForm arrived, CancellationToken cancel)
    {
        var each = limits.FileMegabytes * ReportReader.Megabyte;
        var left = (limits.TotalMegabytes * ReportReader.Megabyte) - arrived.Files.Sum(file => file.Size);
        try
        {
            await using var content = File.OpenRead(path);
            if (await store.TakeIn(Path.GetFileName(path), content, Math.Min(each, left), cancel) is { } file)
            {
                arrived.Files.Add(file);
                return;
            }

            arrived.Refuse(left < each
                ? new Refusal("report.too-large", ReportRules.Desk, "Files", limits.TotalMegabytes)
                : new Refusal("report.file-too-large", ReportRules.Desk, "Files", Path.GetFileName(path), limits.FileMegabytes));
        }
        catch (IOException)
        {
            arrived.Refuse(new Refusal("storage.full"));
        }
    }
}
