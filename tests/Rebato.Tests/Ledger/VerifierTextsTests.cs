using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Rebato.Ledger;

namespace Rebato.Tests.Ledger;

public sealed partial class VerifierTextsTests
{
    [Fact]
    public void The_page_says_the_same_sentences_as_the_command()
    {
        var script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "verificar", "texts.js"));
        var entries = Entry().Matches(script);
        Assert.True(entries.Count > 90);
        var compared = 0;
        foreach (Match entry in entries)
        {
            var code = entry.Groups["code"].Value;
            if (Sentences.Text(code, CultureInfo.GetCultureInfo("es")) is not { } spanish)
                continue;
            Assert.Equal(spanish, JsonSerializer.Deserialize<string>(entry.Groups["es"].Value));
            Assert.Equal(Sentences.Text(code, CultureInfo.GetCultureInfo("en")), JsonSerializer.Deserialize<string>(entry.Groups["en"].Value));
            compared++;
        }
        Assert.True(compared > 80);
    }

    [Fact]
    public void The_page_in_one_file_asks_for_nothing_outside_it()
    {
        var page = VerifierPage.Inline(name => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "verificar", name)));
        Assert.DoesNotContain("src=", page);
        Assert.DoesNotContain("href=", page);
        Assert.DoesNotContain("innerHTML", page);
        Assert.DoesNotContain("\nimport ", page);
        Assert.Contains("default-src 'none'; script-src 'sha256-", page);
    }

    [GeneratedRegex("""^  "(?<code>[^"]+)": \[(?<es>"(?:[^"\\]|\\.)*"),\s+(?<en>"(?:[^"\\]|\\.)*")\],$""", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
