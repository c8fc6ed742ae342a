using System.Reflection;
using Microsoft.VisualBasic.FileIO;

namespace Rebato.Modules.Governance;

/// <summary>A norm that the product cites (docs/law/norms.csv).</summary>
internal sealed record CitedNorm(string Key, string Title, string Reference, string InForce);

/// <summary>A place where the text slips, and how we read it (docs/law/readings).</summary>
internal sealed record NormReading(string Place, string Title, string Says, string Read);

/// <summary>The norms and the readings, as they travel inside the executable.</summary>
internal static class NormText
{
    public static IReadOnlyList<CitedNorm> Norms { get; } = ReadNorms();
    public static IReadOnlyList<NormReading> Readings { get; } = ReadReadings();

    /// <summary>
    /// A reading is a Markdown file: its first heading has the place and the title («39.2 · …»), and two headings of the
    /// second level have what the text says and how we read it.
    /// </summary>
    public static NormReading Parse(string markdown)
    {
        var parts = markdown.ReplaceLineEndings("\n").Split("\n## ");
        var heading = parts[0].TrimStart('#', ' ').Trim().Split(" · ", 2);
        return parts.Length == 3 && heading.Length == 2
            ? new NormReading(heading[0], heading[1], Body(parts[1]), Body(parts[2]))
            : throw new FormatException($"A reading has one heading «place · title» and two of the second level: {heading[0]}");
    }

    private static string Body(string part) => string.Join(' ', part.Split('\n').Skip(1).Select(line => line.Trim()).Where(line => line.Length > 0));

    private static List<CitedNorm> ReadNorms()
    {
        using var parser = new TextFieldParser(Open("law/norms.csv")) { Delimiters = [","], HasFieldsEnclosedInQuotes = true };
        parser.ReadFields();
        var norms = new List<CitedNorm>();
        while (parser.ReadFields() is [var key, var title, var reference, var inForce])
        {
            norms.Add(new CitedNorm(key, title, reference, inForce));
        }

        return norms;
    }

    private static List<NormReading> ReadReadings() =>
    [
        .. typeof(NormText).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("law/readings/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(Open(name));
            return Parse(reader.ReadToEnd());
        }),
    ];

    private static Stream Open(string name) => typeof(NormText).Assembly.GetManifestResourceStream(name)!;
}
