using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rebato.Modules.Incidents;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;

namespace Rebato.Tests.Writer;

/// <summary>What a round left: how many incidents the office keeps, and what is wrong with them, if anything is.</summary>
public sealed record Round(int Kept, string? Wrong);

/// <summary>Kills an office while many write to it, and asks afterwards for everything that it had acknowledged, ever.</summary>
public sealed class Torture(string data, string? postgres, int seed)
{
    private const int MostAcknowledgements = 120;

    private readonly Random random = new(seed);
    private readonly Dictionary<Guid, int> acknowledged = [];

    public int Acknowledged => acknowledged.Count;

    public async Task<Round> KillOnce()
    {
        await WriteAndKill(random.Next(1, MostAcknowledgements));
        await using var open = await OpenOffice.At(data, ActWriter.Settings(postgres), CancellationToken.None);
        var town = (await new TownDirectory(open.Storage).All()).Single();
        await using var db = open.Storage.Reading(town.Id);
        var kept = await db.Incidents.OrderBy(i => i.Year).ThenBy(i => i.Ordinal).Select(i => new { i.Id, i.Ordinal }).ToListAsync();
        var numbers = kept.ToDictionary(i => i.Id, i => i.Ordinal);
        var lost = acknowledged.Where(a => !numbers.TryGetValue(a.Key, out var number) || number != a.Value).Select(a => a.Value).ToList();
        var report = await new LedgerVerification(open.Storage, new LogKeys(open.Storage)).Run(town, null, CancellationToken.None);
        return new Round(kept.Count,
            lost.Count > 0 ? $"acknowledged and lost: {string.Join(", ", lost)}"
            : !kept.Select(i => i.Ordinal).SequenceEqual(Enumerable.Range(1, kept.Count)) ? "the numbers have a gap or a double"
            : report.Holds ? null
            : $"the ledger does not verify: {report.Findings[0]}");
    }

    private async Task WriteAndKill(int wanted)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { typeof(Torture).Assembly.Location, "write", data }.Concat(postgres is null ? [] : [postgres]))
        {
            start.ArgumentList.Add(argument);
        }

        using var writer = Process.Start(start)!;
        var errors = writer.StandardError.ReadToEndAsync();
        var heard = 0;
        while (await writer.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.EndsWith(ActWriter.EndOfLine, StringComparison.Ordinal) && line.Split(' ') is [var ordinal, var id, _])
            {
                acknowledged.Add(Guid.Parse(id), int.Parse(ordinal, CultureInfo.InvariantCulture));
                if (++heard == wanted)
                {
                    writer.Kill();
                }
            }
        }

        await writer.WaitForExitAsync();
        if (heard < wanted)
        {
            throw new InvalidOperationException("The writer stopped by itself: " + await errors);
        }
    }
}
