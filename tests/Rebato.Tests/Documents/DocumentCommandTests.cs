using System.Text;
using System.Text.Json;
using Rebato.Documents;
using Rebato.Modules.Documents;
using Rebato.Platform.Files;
using Rebato.Platform.Ui;

namespace Rebato.Tests.Documents;

public sealed class DocumentCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rebato-documents-").FullName;
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<(int Code, string Output, string Error)> Run(System.CommandLine.Command command, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await command.Parse(args).InvokeAsync(new() { Output = output, Error = error }, Cancel);
        return (code, output.ToString(), error.ToString());
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content, new UTF8Encoding(false));
        return path;
    }

    [Fact]
    public async Task A_file_with_nothing_hidden_gives_0_and_one_with_something_gives_1()
    {
        Assert.Equal(0, (await Run(InspectCommand.Create(), Write("a.txt", "hola"))).Code);
        var found = await Run(InspectCommand.Create(), Write("b.txt", "ho\u200Bla"));
        Assert.Equal(1, found.Code);
        Assert.Contains("Caracteres que no se ven", found.Output);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_wrong_use() => Assert.Equal(2, (await Run(InspectCommand.Create(), Path.Combine(folder, "no.txt"))).Code);

    [Fact]
    public async Task The_copy_is_written_elsewhere_and_the_original_is_not_touched()
    {
        var path = Write("b.txt", "ho\u200Bla");
        var clean = await Run(CleanCommand.Create(), path, "-o", Path.Combine(folder, "out"), "--json");
        Assert.Equal(0, clean.Code);
        Assert.Equal("hola", await File.ReadAllTextAsync(Path.Combine(folder, "out", "b.txt"), Cancel));
        Assert.Equal("ho\u200Bla", await File.ReadAllTextAsync(path, Cancel));
        Assert.Equal("invisible-characters", JsonDocument.Parse(clean.Output).RootElement[0].GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.Equal(2, (await Run(CleanCommand.Create(), path, "-o", folder)).Code);
    }

    [Fact]
    public async Task What_is_not_known_is_refused_with_1_and_no_copy()
    {
        var path = Write("c.html", "<html><body>x</body></html>");
        Assert.Equal(1, (await Run(CleanCommand.Create(), path, "-o", Path.Combine(folder, "out"))).Code);
        Assert.False(File.Exists(Path.Combine(folder, "out", "c.html")));
    }

    [Fact]
    public async Task A_worker_that_is_too_slow_or_has_no_memory_is_refused_and_the_next_file_finds_a_new_one()
    {
        var bytes = Encoding.UTF8.GetBytes(new string('a', 1 << 20));
        await using var slow = new DocumentWorker(new WorkerLimits(1L << 30, TimeSpan.FromMilliseconds(1)));
        Assert.Equal("worker-slow", (await slow.Inspect(bytes, CleaningPolicy.Publish, Cancel)).Refusal?.Code);
        await using var small = new DocumentWorker(new WorkerLimits(24L << 20, TimeSpan.FromSeconds(60)));
        Assert.NotNull((await small.Inspect(new byte[64 << 20], CleaningPolicy.Publish, Cancel)).Refusal);
        Assert.Null((await small.Inspect("hola"u8.ToArray(), CleaningPolicy.Publish, Cancel)).Refusal);
    }

    [Fact]
    public void Every_finding_and_format_has_its_sentence_in_both_languages()
    {
        var sentences = Sentences.Load(strict: true);
        foreach (var language in new[] { "es", "en" })
            Assert.Equal([], FindingCodes.All.Select(c => "documents.finding." + c).Except(sentences.Keys(language)));
    }
}
