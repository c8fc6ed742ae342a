using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rebato.Modules.Traffic;

namespace Rebato.Tests.Traffic;

/// <summary>The command as a technician types it: no server, no data folder.</summary>
public sealed class TrafficCommandTests : IDisposable
{
    private const long Start = 1_789_545_600;

    private readonly string folder = Directory.CreateTempSubdirectory("rebato-salida-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Put(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string Systems(string completeness = """{"kind":"manifest"}""") => Put("casa.json", $$"""
        {"internal":["10.0.0.0/8"],"uplinkMbps":300,
         "sensors":[{"name":"zeek","files":["conn*"],"covers":["perimeter","interior"],"longestSession":"00:01:00","completeness":{{completeness}}}],
         "systems":[{"name":"padron","addresses":["10.1.0.5"],"nicMbps":1000,"databases":[{"name":"padron","compressedBytes":900000000,"bytesPerPerson":4000}]}]}
        """);

    private string Log(long sent)
    {
        var rows = Enumerable.Range(-2, 75).Select(m => Row(Start + (m * 60), "10.0.0.53", 80)).Append(Row(Start + 601, "203.0.113.66", sent));
        return Put("conn.log", "#separator \\x09\n#path\tconn\n#fields\tts\tid.orig_h\tid.resp_h\tid.resp_p\torig_ip_bytes\tresp_ip_bytes\torig_pkts\tresp_pkts\n" + string.Concat(rows));
    }

    private static string Row(long at, string to, long sent) => string.Create(CultureInfo.InvariantCulture, $"{at}.000000\t10.1.0.5\t{to}\t443\t{sent}\t100\t1\t1\n");

    private static (int Code, string Out, string Error) Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var parsed = TrafficCommand.Create().Parse(args);
        Assert.Empty(parsed.Errors);
        return (parsed.Invoke(new InvocationConfiguration { Output = output, Error = error }), output.ToString(), error.ToString());
    }

    private static readonly string[] Window = ["--window", "2026-09-16T08:00:00Z", "2026-09-16T09:00:00Z"];

    [Fact]
    public void From_sealing_to_the_report_it_says_what_can_have_left_and_never_that_nothing_did()
    {
        var (log, systems) = (Log(1_800), Systems());
        var seal = Path.Combine(folder, "manifiesto.json");
        Assert.Equal(0, Run("seal", log, "--systems", systems, "--author", "Secretaría", "-o", seal).Code);
        var output = Path.Combine(folder, "salida");
        var (code, text, _) = Run(["bound", log, "--systems", systems, .. Window, "--manifest", seal, "-o", output]);
        Assert.Equal(0, code);
        Assert.Contains("1,8 kB", text);
        Assert.Contains("Excluido", text);
        var html = File.ReadAllText(Path.Combine(output, "informe.html"));
        Assert.Contains("pudieron salir como máximo 1,8 kB", html);
        Assert.DoesNotContain("no ha habido fuga", html);
        using var certificate = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "certificado.json")));
        Assert.Equal(1, certificate.RootElement.GetProperty("inputs").GetArrayLength());
        Assert.Equal(0, Run("report", Path.Combine(output, "declaracion.json"), "-o", Path.Combine(folder, "otra.html")).Code);
        Assert.Equal(html, File.ReadAllText(Path.Combine(folder, "otra.html")));
    }

    [Fact]
    public void What_is_not_excluded_or_nobody_answers_for_is_1_and_says_what_would_close_it()
    {
        var log = Log(40_000_000);
        var (code, text, _) = Run(["bound", log, "--systems", Systems("null"), .. Window]);
        Assert.Equal(1, code);
        Assert.Contains("sin acotar", text);
        Assert.Contains("nada ni nadie responde de que los registros estén todos", text);
        Assert.Equal(1, Run(["findings", log, "--systems", Systems(), .. Window, "--json"]).Code);
    }

    [Theory]
    [InlineData("2026-09-16T08:00:00", "2026-09-16T09:00:00Z")]
    [InlineData("2026-09-16T09:00:00Z", "2026-09-16T08:00:00Z")]
    public void A_window_without_its_zone_or_backwards_is_wrong_use(string from, string to)
    {
        var (code, _, error) = Run("bound", Log(1), "--systems", Systems(), "--window", from, to);
        Assert.Equal(2, code);
        Assert.Contains("ventana", error);
    }

    [Fact]
    public void Bad_input_is_one_sentence_that_names_the_field()
    {
        var systems = Put("mala.json", """{"internal":["10.0.0.0/40"],"sensors":[],"systems":[{"name":"a","addresses":["10.0.0.1"]}]}""");
        var (code, _, error) = Run(["bound", Log(1), "--systems", systems, .. Window]);
        Assert.Equal((2, "«10.0.0.0/40» no es una red en notación CIDR (campo internal)."), (code, error.Trim()));
        Assert.Equal(2, Run("inspect", Path.Combine(folder, "no-existe.log")).Code);
    }

    [Fact]
    public void Inspect_names_formats_and_bad_lines_and_size_measures_a_dump()
    {
        var log = Log(1);
        File.AppendAllText(log, "rubbish\n");
        var (code, text, _) = Run("inspect", log);
        Assert.Equal(1, code);
        Assert.Contains("zeek-conn-tsv", text);
        Assert.Contains("80", text);
        Assert.Contains("octetos; comprimido", Run("size", log).Out);
    }
}
