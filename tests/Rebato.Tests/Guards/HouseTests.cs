using System.Text.RegularExpressions;

namespace Rebato.Tests.Guards;

/// <summary>Who may know whom, and how long a file may be. Each guard is shown a planted leak, to prove that it can fail.</summary>
public sealed class HouseTests
{
    private const int Longest = 400;
    private const int Usual = 150;

    /// <summary>The table of docs/map.md. Shared has the layout and names nobody.</summary>
    private static readonly Dictionary<string, string[]> MayName = new()
    {
        ["People"] = [],
        ["Incidents"] = ["People"],
        ["Documents"] = [],
        ["Traffic"] = [],
        ["Governance"] = ["People", "Incidents"],
        ["Overview"] = ["People", "Incidents", "Governance", "Documents", "Traffic"],
        ["Shared"] = [],
    };

    [Fact]
    public void No_module_names_one_below_its_own_row()
    {
        var files = SourceTree.CSharp("src/Rebato.Server/Modules");
        Assert.True(files.Count > 50);
        Assert.Empty(files.SelectMany(f => Leaks(f.Path, f.Text)));
    }

    [Theory]
    [InlineData("src/Rebato.Server/Modules/People/X.cs", "using Rebato.Modules.Incidents;")]
    [InlineData("src/Rebato.Server/Modules/Incidents/X.cs", "catch (Rebato.Modules.Governance.Broken)")]
    [InlineData("src/Rebato.Server/Modules/Unheard/X.cs", "namespace Rebato.Modules.Unheard;")]
    public void A_planted_leak_is_found(string path, string text) => Assert.NotEmpty(Leaks(path, text));

    [Theory]
    [InlineData("src/Rebato.Kernel")]
    [InlineData("src/Rebato.Ledger")]
    public void Engines_know_no_database_no_network_and_no_clock(string engine)
    {
        var files = SourceTree.CSharp(engine);
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, f => Regex.IsMatch(f.Text, @"EntityFrameworkCore|System\.Data|System\.Net\.Http|AspNetCore|TimeProvider\.System|Stopwatch|Rebato\.Platform"));
    }

    [Fact]
    public void Only_the_writer_saves_and_only_platform_opens_connections_and_processes()
    {
        var files = SourceTree.CSharp("src/Rebato.Server/Modules");
        Assert.DoesNotContain(files, f => Regex.IsMatch(f.Text, @"SaveChanges|ExecuteUpdate|ExecuteDelete|Process\.Start|new HttpClient|#pragma warning disable RS0030"));
    }

    [Fact]
    public void No_file_is_too_long_to_be_read()
    {
        var lengths = SourceTree.CSharp("src").Concat(SourceTree.CSharp("tests")).Concat(SourceTree.CSharp("bench"))
            .Select(f => (f.Path, Lines: f.Text.Count(c => c == '\n'))).ToList();
        Assert.DoesNotContain(lengths, f => f.Lines > Longest);
        Assert.True(lengths.Count(f => f.Lines > Usual) * 10 <= lengths.Count, $"{lengths.Count(f => f.Lines > Usual)} of {lengths.Count} files pass {Usual} lines");
    }

    [Fact]
    public void The_words_that_mean_nothing_name_nothing() =>
        Assert.Empty(SourceTree.CSharp("src").SelectMany(f => Regex.Matches(f.Text, @"\b(?:class|record|struct|enum|interface)\s+(\w*(?:Manager|Helper|Util|Utils|Impl|Common)|Severity\w*)\b").Select(m => $"{f.Path}: {m.Groups[1].Value}")));

    private static IEnumerable<string> Leaks(string path, string text)
    {
        var module = path.Split('/')[3];
        if (!MayName.TryGetValue(module, out var allowed))
        {
            return [$"{path}: {module} is not in the table of docs/map.md"];
        }

        return from Match match in Regex.Matches(text, @"Rebato\.Modules\.(\w+)")
               let named = match.Groups[1].Value
               where named != module && !allowed.Contains(named)
               select $"{path}: {module} names {named}";
    }
}
