using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rebato.Kernel;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Files;
using Rebato.Platform.Ledger;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Incidents;

public sealed class ErasureTests
{
    private const string Name = "Eduvigis Ortigosa";
    private static readonly Actor Controller = TestWeb.Person(Role.DataControllerDelegate);

    public static TheoryData<string> Engines => TestOffice.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_erased_is_nowhere_in_the_database_and_its_proof_still_holds(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        await using var office = test.Office;
        var folder = DataFolder.TryOpen(test.Folder)!;
        var files = new FileStore(folder);
        var report = await Receive(office, files);
        var incident = await Story.DeskOf(office).Open(Story.Desk, report.Report.Id, new IncidentContent("Pérdida de un portátil", $"Lo perdió {Name}", "Policía"), office.Now, YesNoUnknown.No);
        var evidence = await office.Db.Evidence.SingleAsync();
        Story.Must(await Story.DeskOf(office).Classify(Story.Desk, incident.Value.Id, Classification.Of(["phishing"], ImpactCriteria.Assess([new ImpactAnswer("systems", 1)]).Value).Value, [], []));
        Assert.Equal("erase.open", (await Erase(test, office, files, report.Report.Id)).Refusal?.Code);
        Story.Must(await Story.DeskOf(office).Close(Story.Desk, incident.Value.Id, "solved-unanswered", "Descuido", "Se bloqueó"));
        var keys = await office.Db.RecordKeys.Where(k => k.Record == report.Report.Id || k.Record == incident.Value.Id).Select(k => k.Wrapped).ToListAsync();
        Assert.Equal(2, keys.Count);
        Assert.All(keys, key => Assert.True(Holds(test, key)));

        Story.Must(await Erase(test, office, files, report.Report.Id));
        Story.Must(await Erase(test, office, files, incident.Value.Id));

        Assert.All(keys, key => Assert.False(Holds(test, key), "the wrapped key is still in the database"));
        Assert.False(Holds(test, Encoding.UTF8.GetBytes(Name)));
        Assert.False(Directory.EnumerateFiles(folder.Files, evidence.Id.ToString("N"), SearchOption.AllDirectories).Any());
        Assert.Empty(await office.Db.Set<SearchToken>().Where(t => t.Document == incident.Value.Document).ToListAsync());
        await Prove(test, report.Report.Id, "report.received");
        await Prove(test, incident.Value.Id, "incident.opened");
        Assert.Equal("erase.already", (await Erase(test, office, files, incident.Value.Id)).Refusal?.Code);
        folder.Dispose();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_registry_is_not_erased_nor_does_anybody_but_the_controller_erase(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        await using var office = test.Office;
        using var folder = DataFolder.TryOpen(test.Folder)!;
        var files = new FileStore(folder);
        await Story.Tell(office);
        var entry = await office.Db.RegistryEntries.SingleAsync();
        Assert.Equal("erase.registry", (await Erase(test, office, files, entry.Id)).Refusal?.Code);
        Assert.Equal("access.not-permitted", (await Erase(test, office, files, entry.Incident, TestWeb.Person(Role.SystemAdministrator))).Refusal?.Code);
        Assert.Equal("erase.unknown", (await Erase(test, office, files, Guid.CreateVersion7())).Refusal?.Code);
        Assert.Equal("erase.needs-basis", (await new Erasure(office, test.Storage, files).EraseRecord(Controller, entry.Incident, " ", default)).Refusal?.Code);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_nightly_round_tells_once_of_a_file_that_changed_and_again_when_it_is_gone(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        await using var office = test.Office;
        using var folder = DataFolder.TryOpen(test.Folder)!;
        var files = new FileStore(folder);
        var report = await Receive(office, files);
        var evidence = await office.Db.Evidence.SingleAsync();
        var round = new RecheckEvidence(office, test.Storage, files);
        Assert.Empty(await round.Run(default));

        var place = Directory.EnumerateFiles(folder.Files, evidence.Id.ToString("N"), SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(place);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(place, bytes);
        Assert.Equal(FileCheck.Altered, Assert.Single(await round.Run(default)).Finding);
        Assert.Single(await round.Run(default));
        Assert.Single(await Told(test, report.Report.Id));

        File.Delete(place);
        Assert.Equal(FileCheck.Missing, Assert.Single(await round.Run(default)).Finding);
        Assert.Equal(2, (await Told(test, report.Report.Id)).Count);
    }

    private static Task<IReadOnlyList<LedgerEntry>> Told(TestOffice test, Guid subject) => Book.RegistryActs.Events(test, subject, "evidence.damaged");

    private static Task<Outcome<Nothing>> Erase(TestOffice test, Office office, FileStore files, Guid record, Actor? by = null) =>
        new Erasure(office, test.Storage, files).EraseRecord(by ?? Controller, record, "RGPD 17.1.a: ya no es necesario", default);

    private static async Task<RegisteredReport> Receive(Office office, FileStore files)
    {
        using var file = (await files.TakeIn("nota.txt", new MemoryStream(Encoding.UTF8.GetBytes($"La nota de {Name}")), 1000, default))!;
        var content = new ReportContent($"{Name} perdió el portátil", "hoy", "Jefatura", Name, "ext. 2214");
        return (await new ReportIntake(office, files).Receive(Actor.Anonymous, new ArrivingReport(ReportChannel.Web, ReportKind.LostOrStolenDevice, YesNoUnknown.No, content, [file], ""), default)).Value;
    }

    /// <summary>The event's leaf is still in the tree under the present root, with its body gone.</summary>
    private static async Task Prove(TestOffice test, Guid subject, string code)
    {
        await using var ledger = new LedgerReader(test.Storage, test.Town.Id);
        var entry = (await ledger.Of(subject)).First(e => e.Leaf.Type == code);
        Assert.Null(entry.Body);
        var (size, root) = await ledger.Head();
        var proof = (await ledger.Prover()).Inclusion(entry.Seq, size);
        Assert.True(Rebato.Ledger.MerkleProof.Includes(entry.Leaf.Hash(), entry.Seq, size, proof, root));
    }

    /// <summary>Whether the bytes are anywhere in the file and its WAL (SQLite), or in any row of any table (PostgreSQL).</summary>
    private static bool Holds(TestOffice test, byte[] sought)
    {
        if (test.ConnectionString.Length == 0)
        {
            return Directory.EnumerateFiles(test.Folder, "rebato.db*").Any(path => Read(path).AsSpan().IndexOf(sought) >= 0);
        }

        using var connection = new NpgsqlConnection(test.ConnectionString);
        connection.Open();
        using var names = new NpgsqlCommand("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'", connection);
        var tables = new List<string>();
        using (var rows = names.ExecuteReader())
        {
            while (rows.Read())
            {
                tables.Add(rows.GetString(0));
            }
        }

        var (text, hex) = (Encoding.UTF8.GetString(sought), Convert.ToHexStringLower(sought));
        return tables.Exists(table =>
        {
            using var found = new NpgsqlCommand($"SELECT EXISTS(SELECT 1 FROM {table} t WHERE position(@hex in t::text) > 0 OR position(@text in t::text) > 0)", connection);
            found.Parameters.AddWithValue("hex", hex);
            found.Parameters.AddWithValue("text", text.Contains('\0') || text.Contains('\uFFFD') ? hex : text);
            return (bool)found.ExecuteScalar()!;
        });
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
