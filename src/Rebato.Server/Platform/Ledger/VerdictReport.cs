using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rebato.Kernel;
using Rebato.Ledger;

namespace Rebato.Platform.Ledger;

/// <summary>Prints a verdict, for people or as JSON.</summary>
internal sealed class VerdictReport(string file, CultureInfo culture, bool json)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public void Write(Verdict verdict, TextWriter output)
    {
        if (json)
            output.WriteLine(JsonSerializer.Serialize(AsJson(verdict), Json));
        else
            WriteText(verdict, output);
    }

    public void Write(Refusal refusal, TextWriter output, TextWriter error)
    {
        var sentence = Sentences.For(refusal, culture);
        if (json)
            output.WriteLine(JsonSerializer.Serialize(new { file, error = new { code = refusal.Code, sentence } }, Json));
        else
            error.WriteLine(Printable(sentence));
    }

    private object AsJson(Verdict verdict) => new
    {
        file,
        kind = Name(verdict.Kind),
        matches = verdict.Matches,
        checks = verdict.Checks.Select(check => new { name = check.Name, state = Name(check.State), code = check.Code, sentence = Sentences.For(check, culture) }),
        warnings = verdict.Warnings.Select(warning => new { code = warning.Code, sentence = Sentences.For(warning, culture) }),
        facts = verdict.Facts,
    };

    private void WriteText(Verdict verdict, TextWriter output)
    {
        output.WriteLine($"{Say($"kind.{Name(verdict.Kind)}")}: {file}");
        foreach (var fact in verdict.Facts.Where(fact => fact.Value.Length > 0))
            output.WriteLine($"  {Say($"fact.{fact.Name}")}: {Printable(fact.Value)}{(fact.Proven ? "" : " " + Say("cli.unproven"))}");
        output.WriteLine();
        var width = Enum.GetValues<CheckState>().Max(state => Say($"cli.{Name(state)}").Length);
        foreach (var check in verdict.Checks)
            output.WriteLine($"  [{Say($"cli.{Name(check.State)}").PadRight(width)}] {Printable(Sentences.For(check, culture))}");
        output.WriteLine();
        foreach (var warning in verdict.Warnings)
            output.WriteLine(Printable(Sentences.For(warning, culture)));
        var failures = string.Join(' ', verdict.Failures.Select(check => Printable(Sentences.For(check, culture))));
        output.WriteLine(verdict.Matches ? Say("cli.matches") : string.Format(CultureInfo.InvariantCulture, Say("cli.differs"), failures));
    }

    /// <summary>A file under suspicion does not get to command the terminal, nor to turn around what is shown.</summary>
    private static string Printable(string text) => string.Concat(text.Select(
        character => char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format ? '\ufffd' : character));

    private string Say(string code) => Sentences.Text(code, culture) ?? code;

    private static string Name(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
