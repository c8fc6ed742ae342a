using System.CommandLine;
using System.Text.Json;
using CsCheck;
using Rebato.Modules.Incidents;

namespace Rebato.Tests.Incidents;

public sealed class DeadlineCommandTests
{
    [Fact]
    public void In_JSON_it_says_when_under_which_article_and_how()
    {
        var (code, output, error) = Run("GDPR_33_1_72h", "--from", "2026-10-23T18:00:00+02:00", "--json");
        Assert.Equal((0, ""), (code, error));
        using var answer = JsonDocument.Parse(output);
        string? Field(string name) => answer.RootElement.GetProperty(name).GetString();
        Assert.Equal("2026-10-26T17:00:00+01:00", Field("due"));
        Assert.Equal("2026-10-26T16:00:00Z", Field("dueUtc"));
        Assert.Equal(("gdpr-33-1-72h", "RGPD 33.1", "elapsed-hours"), (Field("rule"), Field("article"), Field("counting")));
        Assert.Contains("72", string.Join(' ', answer.RootElement.GetProperty("steps").EnumerateArray().Select(s => s.GetString())));
        Assert.Equal(3, answer.RootElement.GetProperty("alternatives").GetArrayLength());
        Assert.Equal(0, answer.RootElement.GetProperty("warnings").GetArrayLength());
    }

    [Theory]
    [InlineData("es", "Vence: jueves 26/11/2026 09:00:00 (UTC+01:00)")]
    [InlineData("en", "Due: Thursday 2026-11-26 09:00:00 (UTC+01:00)")]
    public void For_people_it_is_a_text_in_their_language(string language, string line)
    {
        var (code, output, _) = Run("gdpr-33-1-72h", "--from", "2026-11-23T08:00:00Z", "--lang", language);
        Assert.Equal(0, code);
        Assert.Contains(line, output);
    }

    [Theory]
    [InlineData("2026-11-23T09:00", "2026-11-26T09:00:00+01:00")]
    [InlineData("2026-11-23 09:00:00", "2026-11-26T09:00:00+01:00")]
    [InlineData("2026-11-23T08:00:00.25Z", "2026-11-26T09:00:00.250000+01:00")]
    [InlineData("2026-11-23T08:00:00+0000", "2026-11-26T09:00:00+01:00")]
    public void Without_an_offset_the_start_is_local_time(string from, string due) => Assert.Equal(due, Due("gdpr-33-1-72h", "--from", from));

    [Theory]
    [InlineData("2026-10-25T02:30", "ocurre dos veces", "+02:00 / +01:00")]
    [InlineData("2026-03-29T02:30", "no existe", "desfase")]
    [InlineData("2026-11-23", "necesita la hora", "gdpr-33-1-72h")]
    [InlineData("2026-02-30T10:00Z", "no se entiende", "2026-02-30")]
    [InlineData("mañana", "no se entiende", "mañana")]
    [InlineData("2026-11-23T10:00+99:00", "no se entiende", "+99:00")]
    [InlineData("0001-01-01T00:00+14:00", "1970", "2200")]
    [InlineData("9999-12-31T23:59Z", "1970", "2200")]
    public void A_start_that_cannot_be_one_is_refused_in_one_sentence(string from, string what, string detail)
    {
        var (code, output, error) = Run("gdpr-33-1-72h", "--from", from);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(what, error);
        Assert.Contains(detail, error);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_day_is_enough_for_a_rule_in_days()
    {
        Assert.Equal("2026-12-09T23:59:59+01:00", Due("ley-39-30-2-working-days", "--from", "2026-12-04", "--amount", "1"));
        Assert.Equal("2026-12-14T23:59:59+01:00", Due("ens-817-critical-final", "--from", "2026-11-24"));
    }

    [Fact]
    public void The_zone_and_the_edition_can_be_chosen()
    {
        Assert.Equal("2026-11-21T09:00:00+00:00", Due("gdpr-33-1-72h", "--from", "2026-11-18T09:00", "--zone", "Atlantic/Canary"));
        Assert.Equal("2026-11-18T21:00:00+01:00", Due("ens-817-very-high-initial", "--from", "2026-11-18T09:00", "--edition", "2019"));
        Assert.Equal("2026-11-18T09:00:00+01:00", Due("ens-817-very-high-initial", "--from", "2026-11-18T09:00"));
    }

    [Fact]
    public void A_town_brings_its_calendar_in_a_file()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(file, """{"name":"Villar","source":"Pleno","extends":"es-madrid","local":{"2026":["2026-11-25","2026-05-15"]}}""");
        try
        {
            Assert.Equal("2026-11-26T23:59:59+01:00", Due("ley-39-30-2-working-days", "--from", "2026-11-24", "--amount", "1", "--calendar", file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("gdpr-33-72h", "Parecidas: gdpr-33-1-72h", "gdpr-33-72h", "--from", "2026-11-23T09:00Z")]
    [InlineData("no rule", "Falta la regla")]
    [InlineData("no start", "--from", "gdpr-33-1-72h")]
    [InlineData("bad zone", "Europa/Madrid", "gdpr-33-1-72h", "--from", "2026-11-23T09:00Z", "--zone", "Europa/Madrid")]
    [InlineData("zone as a path", "--zone", "gdpr-33-1-72h", "--from", "2026-11-23T09:00Z", "--zone", "../../etc/passwd")]
    [InlineData("no amount", "--amount", "ley-39-30-4-months", "--from", "2026-11-23")]
    [InlineData("amount in words", "número entero", "ley-39-30-4-months", "--from", "2026-11-23", "--amount", "tres")]
    [InlineData("amount of none", "entre 1 y 1200", "ley-39-30-4-months", "--from", "2026-11-23", "--amount", "0")]
    [InlineData("too many hours", "días", "ley-39-30-1-hours", "--from", "2026-11-23T09:00", "--amount", "25")]
    [InlineData("amount of a fixed rule", "72", "gdpr-33-1-72h", "--from", "2026-11-23T09:00Z", "--amount", "96")]
    [InlineData("no such file", "no-hay.json", "ley-39-30-4-months", "--from", "2026-11-23", "--amount", "1", "--calendar", "no-hay.json")]
    [InlineData("edition", "2021", "ens-817-high-initial", "--from", "2026-11-23T09:00Z", "--edition", "1999")]
    [InlineData("language", "fr", "gdpr-33-1-72h", "--from", "2026-11-23T09:00Z", "--lang", "fr")]
    public void Wrong_use_ends_with_2_and_one_sentence(string what, string sentence, params string[] arguments)
    {
        var (code, output, error) = Run(arguments);
        Assert.True(code == 2 && output.Length == 0, what);
        Assert.Contains(sentence, error);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Whatever_is_typed_as_the_start_it_is_computed_or_refused()
    {
        const string sound = "2026-10-25T02:30:00.5+02:00";
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Char["0123456789-+:.TZ z\u0660é"]).Array[1, 5].Sample(edits =>
        {
            var typed = sound.ToCharArray();
            foreach (var (at, with) in edits) typed[at] = with;
            var (code, output, error) = Run("gdpr-33-1-72h", $"--from={new string(typed)}");
            return code == 0 ? output.Length > 0 && error.Length == 0 : code == 2 && output.Length == 0 && error.Length > 0;
        }, seed: "0000KOIPe3UC", iter: 2_000);
    }

    [Fact]
    public void The_list_names_every_rule_and_every_name_on_it_can_be_asked_for()
    {
        var (code, output, _) = Run("--list", "--json");
        Assert.Equal(0, code);
        using var rules = JsonDocument.Parse(output);
        Assert.NotEmpty(rules.RootElement.EnumerateArray());
        foreach (var rule in rules.RootElement.EnumerateArray())
        {
            var needsAmount = rule.GetProperty("amount").ValueKind == JsonValueKind.Null && rule.GetProperty("counting").GetString() != "at-once";
            string[] amount = needsAmount ? ["--amount", "3"] : [];
            Assert.Equal(0, Run([rule.GetProperty("rule").GetString()!, "--from", "2026-11-23T09:00Z", "--json", .. amount]).Code);
        }

        Assert.Contains("gdpr-33-1-72h", Run("--list").Output);
    }

    private static string Due(params string[] arguments)
    {
        var (code, output, error) = Run([.. arguments, "--json"]);
        Assert.Equal((0, ""), (code, error));
        using var answer = JsonDocument.Parse(output);
        return answer.RootElement.GetProperty("due").GetString()!;
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = DeadlineCommand.Create().Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
