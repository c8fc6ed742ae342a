using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Rebato.Modules.Incidents;
using Rebato.Platform.Ledger;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.BadDays;

/// <summary>There is no room left: acts are refused with a sentence, reading goes on, and with room again it all goes on.</summary>
public sealed class FullDiskTests
{
    private const int Connections = 8;

    [Fact]
    public async Task With_no_room_acts_are_refused_and_reading_goes_on_until_there_is_room_again()
    {
        await using var test = await TestOffice.Open("sqlite");
        await test.Reopen();
        await LeaveRoom(test, pages: 30);
        await using var office = test.Office;
        var opened = 0;
        var refusal = default(Rebato.Kernel.Refusal);
        while (refusal is null && opened < 2000)
        {
            var content = new IncidentContent("Servidor sin espacio", new string('x', 500), "Sistemas");
            refusal = (await Story.DeskOf(office).Open(Story.Desk, null, content, office.Now, YesNoUnknown.No)).Refusal;
            opened += refusal is null ? 1 : 0;
        }

        Assert.Equal("storage.full", refusal?.Code);
        Assert.InRange(opened, 1, 1999);
        Assert.Equal(opened, await office.Db.Incidents.CountAsync());
        Assert.True((await Verify(test)).Holds);

        await LeaveRoom(test, pages: 100_000);
        var next = await Story.OpenIncident(office);
        Assert.Equal(opened + 1, next.Ordinal);
        Assert.True((await Verify(test)).Holds);
    }

    /// <summary>Every pooled connection gets the limit, and among them the one that the writer takes next.</summary>
    private static async Task LeaveRoom(TestOffice test, int pages)
    {
        var connections = new List<DbConnection>();
        for (var i = 0; i < Connections; i++)
        {
            var connection = await test.Storage.Engine.OpenForWriting(default);
            connections.Add(connection);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA page_count";
            var used = Convert.ToInt64(await command.ExecuteScalarAsync());
            command.CommandText = $"PRAGMA max_page_count={used + pages}";
            await command.ExecuteScalarAsync();
        }

        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }
    }

    private static Task<VerificationReport> Verify(TestOffice test) =>
        new LedgerVerification(test.Storage, new LogKeys(test.Storage)).Run(test.Town, null, default);
}
