using System.Globalization;
using Rebato.Kernel;

namespace Rebato.Traffic;

/// <summary>
/// A destination that a named person holds to be legitimate, and why. What it hides is always shown beside
/// the bound, because a leak would choose it.
/// </summary>
/// <param name="Source">Who may send; null for anybody inside.</param>
/// <param name="Destination">To where.</param>
/// <param name="Port">On which service port; null for any.</param>
/// <param name="Author">Who answers for it.</param>
/// <param name="Reason">The agreement, certificate or contract.</param>
public sealed record AllowRule(Network? Source, Network Destination, int? Port, string Author, string Reason)
{
    internal bool Covers(Address source, Address destination, ushort port) =>
        (Port is not { } wanted || wanted == port) && Destination.Contains(destination) && (Source is not { } from || from.Contains(source));

    public override string ToString() =>
        $"{(Source is { } s ? s.ToString() : "*")} → {Destination}{(Port is { } p ? $":{p}" : "")}";
}

/// <summary>The allow-list as a file: <c>source,destination,port,author,reason</c>, with <c>*</c> for any source or port.</summary>
public static class AllowList
{
    /// <summary>Reads the file; a refusal names the line and what is wrong with it.</summary>
    public static Outcome<IReadOnlyList<AllowRule>> Read(string csv)
    {
        var rules = new List<AllowRule>();
        var number = 0;
        foreach (var line in csv.Split('\n'))
        {
            number++;
            var text = line.Trim().TrimStart('\uFEFF');
            if (text.Length == 0 || text[0] == '#' || (number == 1 && text.StartsWith("source,", StringComparison.OrdinalIgnoreCase)))
                continue;
            // The reason is the last column and may hold commas.
            var cells = text.Split(',', 5).Select(c => c.Trim().Trim('"')).ToArray();
            if (cells.Length != 5)
                return new Refusal("traffic.allow.columns", Field: $"line {number}");
            if (Rule(cells) is not { } rule)
                return new Refusal("traffic.allow.value", Field: $"line {number}", Values: [text]);
            if (rule.Author.Length == 0 || rule.Reason.Length == 0)
                return new Refusal("traffic.allow.author", Field: $"line {number}");
            rules.Add(rule);
        }
        return rules;
    }

    private static AllowRule? Rule(string[] cells)
    {
        Network? source = null;
        if (cells[0] is not ("" or "*"))
        {
            if (!Network.TryParse(cells[0], out var from))
                return null;
            source = from;
        }
        int? port = null;
        if (cells[2] is not ("" or "*"))
        {
            if (!ushort.TryParse(cells[2], NumberStyles.None, CultureInfo.InvariantCulture, out var wanted))
                return null;
            port = wanted;
        }
        return Network.TryParse(cells[1], out var destination) ? new(source, destination, port, cells[3], cells[4]) : null;
    }
}
