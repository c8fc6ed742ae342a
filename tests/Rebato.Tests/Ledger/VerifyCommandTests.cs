using System.CommandLine;
using System.Text.Json;
using Rebato.Engines.Tests.Ledger;
using Rebato.Ledger;
using Rebato.Platform.Ledger;

namespace Rebato.Tests.Ledger;

public sealed class VerifyCommandTests : IDisposable
{
    private static readonly TestLog Log = new(30);
    private static readonly string Key = TestLog.Key.Verifier.ToString();
    private readonly string folder = Directory.CreateTempSubdirectory("rebato-verify").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_good_receipt_ends_in_zero_and_says_that_everything_matches()
    {
        var (exit, output, _) = await Run(Write("r.rbt", ReceiptFile.Write(Log.Receipt(7))), "--key", Key);
        Assert.Equal(0, exit);
        Assert.Contains("TODO COINCIDE.", output);
        Assert.Contains("Número: 2026/0008", output);
    }

    [Fact]
    public async Task A_tampered_receipt_ends_in_one_and_names_what_does_not_match()
    {
        var file = Write("r.rbt", ReceiptFile.Write(Log.Receipt(7) with { Number = "2026/9999" }));
        var (exit, output, _) = await Run(file, "--key", Key, "--json");
        Assert.Equal(1, exit);
        using var json = JsonDocument.Parse(output);
        Assert.False(json.RootElement.GetProperty("matches").GetBoolean());
        var failed = json.RootElement.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("state").GetString() == "failed");
        Assert.Equal("number.failed", failed.GetProperty("code").GetString());
        Assert.Equal("El recibo dice el número 2026/9999 y el contenido registrado dice 2026/0008.", failed.GetProperty("sentence").GetString());
    }

    [Fact]
    public async Task Without_a_key_it_ends_in_zero_and_warns_loudly()
    {
        var (exit, output, _) = await Run(Write("r.rbt", ReceiptFile.Write(Log.Receipt(7))), "--json", "--lang", "en");
        Assert.Equal(0, exit);
        using var json = JsonDocument.Parse(output);
        var warning = Assert.Single(json.RootElement.GetProperty("warnings").EnumerateArray().ToList());
        Assert.Equal("warning.enclosedKey", warning.GetProperty("code").GetString());
        Assert.Contains(TestLog.Key.Verifier.Fingerprint, warning.GetProperty("sentence").GetString());
    }

    [Fact]
    public async Task A_file_does_not_get_to_command_the_terminal()
    {
        var payload = """{"number":"\u001b[2J\u202e","town":"x"}"""u8.ToArray();
        var (exit, output, _) = await Run(Write("r.rbt", ReceiptFile.Write(Log.Receipt(7) with { Disclosure = new(payload, TestLog.Salt(7)) })), "--key", Key);
        Assert.Equal(1, exit);
        Assert.Contains("dice \ufffd[2J\ufffd.", output);
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public async Task Keys_may_lie_in_a_file_with_comments_and_be_given_more_than_once()
    {
        var keys = Write("keys.txt", System.Text.Encoding.UTF8.GetBytes($"# the town hall\n\n{Key}\n"));
        var (exit, output, _) = await Run(Write("r.rbt", ReceiptFile.Write(Log.Receipt(7))), "--key", keys, "--key", TestLog.Witness.Verifier.ToString(), "--lang", "en");
        Assert.Equal(0, exit);
        Assert.Contains("saw this same state of the log", output);
    }

    [Fact]
    public async Task A_pack_is_verified_too() =>
        Assert.Equal(0, (await Run(Write("p.zip", await TestPack.Write()), "--key", Key)).Exit);

    [Theory]
    [InlineData("hola", "No es un recibo")]
    [InlineData("c.txt", "dé la clave pública del registro")]
    [InlineData(null, "No se puede abrir el archivo")]
    public async Task What_it_cannot_judge_ends_in_two_with_one_sentence(string? content, string sentence)
    {
        var file = content is null ? Path.Combine(folder, "nothing")
            : Write("x", content == "c.txt" ? Log.Checkpoint.ToBytes() : System.Text.Encoding.UTF8.GetBytes(content));
        var (exit, output, error) = await Run(file);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(sentence, error);
    }

    [Fact]
    public async Task A_mistyped_key_ends_in_two()
    {
        var (exit, _, error) = await Run(Write("r.rbt", ReceiptFile.Write(Log.Receipt(7))), "--key", Key[..^4] + "AAAA");
        Assert.Equal(2, exit);
        Assert.Contains("hay una errata", error);
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static async Task<(int Exit, string Output, string Error)> Run(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var exit = await VerifyCommand.Create().Parse(args).InvokeAsync(new() { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }
}
