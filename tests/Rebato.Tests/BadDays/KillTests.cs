using Rebato.Tests.Fixtures;
using Rebato.Tests.Writer;

namespace Rebato.Tests.BadDays;

/// <summary>The process dies while 32 people write: what was acknowledged is kept, and nothing else is half there.</summary>
public sealed class KillTests
{
    [Theory, InlineData("sqlite", 12), InlineData("postgresql", 4)]
    public async Task Killed_again_and_again_no_acknowledged_act_is_lost_and_no_number_is_skipped(string engine, int rounds)
    {
        var data = Directory.CreateTempSubdirectory("rebato-kill-").FullName;
        var postgres = engine == "sqlite" ? null : await PostgresServer.NewDatabase();
        var torture = new Torture(data, postgres, seed: 20261124);
        for (var i = 0; i < rounds; i++)
        {
            Assert.Null((await torture.KillOnce()).Wrong);
        }

        Assert.True(torture.Acknowledged >= rounds);
        if (postgres is not null)
        {
            await PostgresServer.Drop(postgres);
        }

        Directory.Delete(data, recursive: true);
    }
}
