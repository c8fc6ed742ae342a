using Rebato.Platform.Cli;
using Rebato.Platform.Data;
using Rebato.Platform.Ledger;

namespace Rebato.Tests.BadDays;

/// <summary>The folder is damaged when the office starts: it says so or nothing is different; it never works on something else.</summary>
public sealed class DamagedFolderTests
{
    private const int Offsets = 60;
    private const int Torn = 30;

    [Fact]
    public async Task A_damaged_byte_is_named_or_changes_nothing()
    {
        using var lived = await LivedFolder.Make();
        var whole = LivedFolder.Content(lived.Path);
        var random = new Random(60);
        var named = 0;
        for (var i = 0; i < Offsets; i++)
        {
            var copy = lived.Copy();
            var at = Damage(Path.Combine(copy, "rebato.db"), random);
            var (report, _) = await Open(copy);
            if (report is null or { Holds: false })
            {
                named++;
                continue;
            }

            Assert.True(whole.SequenceEqual(LivedFolder.Content(copy)), $"byte {at} is different and nothing says so");
        }

        Assert.InRange(named, 1, Offsets);
    }

    [Fact]
    public async Task A_torn_log_of_writes_leaves_the_office_between_two_acts_or_is_refused()
    {
        using var lived = await LivedFolder.Make();
        var random = new Random(30);
        var sizes = new HashSet<long>();
        for (var i = 0; i < Torn; i++)
        {
            var copy = lived.Copy(lived.WithWal);
            var wal = Path.Combine(copy, "rebato.db-wal");
            if (i % 2 == 0)
            {
                using var file = File.OpenWrite(wal);
                file.SetLength(random.NextInt64(file.Length));
            }
            else
            {
                Damage(wal, random);
            }

            var (report, _) = await Open(copy);
            if (report is not null)
            {
                Assert.True(report.Holds, string.Join("; ", report.Findings));
                Assert.Contains(report.Size, lived.Sizes);
                sizes.Add(report.Size);
            }
        }

        Assert.True(sizes.Count > 3);
    }

    [Theory, InlineData(0), InlineData(100), InlineData(4096), InlineData(40_000)]
    public async Task A_database_cut_short_is_refused(long length)
    {
        using var lived = await LivedFolder.Make();
        using (var file = File.OpenWrite(Path.Combine(lived.Path, "rebato.db")))
        {
            file.SetLength(length);
        }

        Assert.StartsWith("storage.", (await Open(lived.Path)).Refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_foreign_and_damaged_keys_are_named()
    {
        using var lived = await LivedFolder.Make();
        using var other = await LivedFolder.Make();
        var key = Path.Combine(lived.Path, "keys", "master.key");
        File.Copy(Path.Combine(other.Path, "keys", "master.key"), key, overwrite: true);
        Assert.Equal("storage.keys-of-another", (await Open(lived.Path)).Refused);
        await File.WriteAllBytesAsync(key, new byte[31]);
        Assert.Equal("storage.key-damaged", (await Open(lived.Path)).Refused);
        File.Delete(key);
        Assert.Equal("storage.key-missing", (await Open(lived.Path)).Refused);
    }

    [Fact]
    public async Task Of_two_offices_on_one_folder_the_second_is_refused()
    {
        using var lived = await LivedFolder.Make();
        using var held = DataFolder.TryOpen(lived.Path);
        Assert.NotNull(held);
        Assert.Null(DataFolder.TryOpen(lived.Path));
        Assert.Equal("storage.in-use", (await Open(lived.Path)).Refused);
    }

    /// <summary>Starts and verifies as the product does; any other exception than a refusal fails the test.</summary>
    private static async Task<(VerificationReport? Report, string? Refused)> Open(string folder)
    {
        try
        {
            await using var open = await OpenOffice.At(folder, [], default, LivedFolder.Clock);
            var towns = await new TownDirectory(open.Storage).All();
            return (await new LedgerVerification(open.Storage, new LogKeys(open.Storage)).Run(Assert.Single(towns), null, default), null);
        }
        catch (StorageRefused refused)
        {
            return (null, refused.Code);
        }
    }

    private static long Damage(string path, Random random)
    {
        using var file = File.Open(path, FileMode.Open);
        var at = random.NextInt64(file.Length);
        file.Position = at;
        var was = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(was ^ (1 << random.Next(8))));
        return at;
    }
}
