using System.CommandLine;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Rebato.Engines.Tests.Ledger;
using Rebato.Ledger;
using Rebato.Platform.Jobs;
using Rebato.Platform.Ledger;

namespace Rebato.Tests.Ledger;

public sealed class WitnessEndpointTests : IAsyncLifetime
{
    private static readonly TestLog Log = new(40);
    private readonly string folder = Directory.CreateTempSubdirectory("rebato-witness").FullName;
    private readonly HttpClient http = new();
    private WebApplication app = null!;
    private WitnessClient client = null!;

    public async ValueTask InitializeAsync() => await Start();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_log_that_grows_is_cosigned_even_by_a_client_that_forgot_the_last_size()
    {
        var first = (await Submit(5)).Value;
        Assert.True(Open().Key.Verifier.Verifies(Head(5).Body.ToString(), first));
        Assert.Null((await Submit(40)).Refusal);
        Assert.Equal(40, (await client.LastSizeAsync(Head(17), TestContext.Current.CancellationToken)).Value);
    }

    [Fact]
    public async Task What_it_saw_survives_a_restart()
    {
        await Submit(17);
        await app.DisposeAsync();
        await Start();
        Assert.Equal(17, (await client.LastSizeAsync(Head(40), TestContext.Current.CancellationToken)).Value);
        var (exit, output, _) = Run("show", "--data", folder, "--json");
        Assert.Equal(0, exit);
        using var json = JsonDocument.Parse(output);
        var log = Assert.Single(json.RootElement.GetProperty("logs").EnumerateArray().ToList());
        Assert.Equal((TestLog.Origin, 17), (log.GetProperty("origin").GetString(), log.GetProperty("size").GetInt32()));
    }

    [Fact]
    public async Task A_log_restored_from_a_backup_is_told_how_long_it_was()
    {
        await Submit(40);
        var refusal = (await Submit(17)).Refusal;
        Assert.Equal(("ledger.witness.conflict", 40L), (refusal?.Code, refusal?.Values[0]));
    }

    [Fact]
    public async Task A_rewritten_history_is_refused_and_its_signed_contradiction_kept()
    {
        await Submit(17);
        var tiles = new MemoryTiles();
        for (var seq = 0; seq < 40; seq++)
            tiles.Append((TestLog.LeafAt(seq) with { Type = "rewritten" }).Hash());
        var prover = new TileProver(tiles);
        var rewritten = new Checkpoint(TestLog.Origin, 40, prover.Root(40)).Sign(TestLog.Key, TestLog.Noon);
        var refusal = (await client.SubmitAsync(rewritten, 17, size => prover.Consistency(size, 40), TestContext.Current.CancellationToken)).Refusal;
        Assert.Equal("ledger.witness.proof", refusal?.Code);
        var evidence = Assert.Single(Directory.GetFiles(Path.Combine(folder, "evidence")));
        Assert.Equal(rewritten.ToString(), WitnessRequest.Parse(await File.ReadAllBytesAsync(evidence, TestContext.Current.CancellationToken)).Value.Checkpoint.ToString());
    }

    [Fact]
    public async Task A_witness_that_is_not_there_is_silent()
    {
        await app.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal("ledger.witness.silent", (await Submit(5)).Refusal?.Code);
    }

    [Fact]
    public async Task A_memory_that_was_meddled_with_is_refused_by_name()
    {
        await Submit(17);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(folder, "heads")));
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("\n17\n", "\n16\n"), TestContext.Current.CancellationToken);
        var (exit, _, error) = Run("show", "--data", folder);
        Assert.Equal(2, exit);
        Assert.Contains(file, error);
    }

    [Theory]
    [InlineData("no es una dirección", "No es una dirección http", "--listen", "ftp://x")]
    [InlineData("otro", "Se escribe ORIGEN=CLAVE", "--allow", "otro.example=abc")]
    [InlineData("nadie", "no acepta ningún registro")]
    public void What_was_typed_wrong_ends_in_two(string name, string sentence, params string[] args)
    {
        var empty = Path.Combine(folder, name);
        var (exit, _, error) = Run(["--data", empty, .. args]);
        Assert.Equal(2, exit);
        Assert.Contains(sentence, error);
    }

    private async Task Start()
    {
        var opened = Open();
        var desk = new WitnessDesk(opened, [TestLog.Key.Verifier], opened.Load().Value, new Timekeeper(TimeProvider.System));
        app = WitnessEndpoint.Build(desk, opened.Key.Verifier, "http://127.0.0.1:0");
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        client = new WitnessClient(http, new Uri(address), opened.Key.Verifier);
    }

    private WitnessFolder Open() => WitnessFolder.Open(folder, "testigo.example").Value;

    private Task<Rebato.Kernel.Outcome<NoteSignature>> Submit(long size) =>
        client.SubmitAsync(Head(size), 0, old => Log.Prover.Consistency(old, size), TestContext.Current.CancellationToken);

    private static SignedCheckpoint Head(long size) => new Checkpoint(TestLog.Origin, size, Log.Prover.Root(size)).Sign(TestLog.Key, TestLog.Noon);

    private static (int Exit, string Output, string Error) Run(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var exit = WitnessCommand.Create().Parse(args).Invoke(new() { Output = output, Error = error });
        return (exit, output.ToString(), error.ToString());
    }
}
