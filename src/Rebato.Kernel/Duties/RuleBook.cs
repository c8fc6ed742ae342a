using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Rebato.Kernel;

/// <summary>The rules about time that the product obeys, read from data.</summary>
public sealed class RuleBook
{
    private RuleBook(IReadOnlyList<LegalDuty> duties) => Duties = duties;

    /// <summary>The book that comes with the product.</summary>
    public static RuleBook Shipped { get; } = LoadShipped();

    public IReadOnlyList<LegalDuty> Duties { get; }

    /// <summary>Reads a book of rules; refused (code <c>rules.malformed</c>) with the place where it stops being one.</summary>
    public static Outcome<RuleBook> Parse(string json)
    {
        try
        {
            var duties = JsonSerializer.Deserialize(json, KernelJson.Default.ListLegalDuty) ?? [];
            var twice = duties.GroupBy(d => (d.Id, d.Edition, d.From)).FirstOrDefault(g => g.Count() > 1);
            return twice is null ? new RuleBook(duties) : new Refusal("rules.malformed", Values: [twice.Key.Id]);
        }
        catch (JsonException broken)
        {
            return new Refusal("rules.malformed", Values: [$"{broken.Path ?? "$"}:{broken.LineNumber + 1}"]);
        }
    }

    /// <summary>
    /// The rule called <paramref name="id"/> whatever its case and whether its words are joined by <c>-</c>, <c>_</c>
    /// or <c>.</c>. Of its editions and successive wordings: those of the edition asked for, and of them the one in
    /// force on <paramref name="day"/>, else the last. Refused as <c>rule.unknown</c> (with near names) or <c>rule.edition-unknown</c> (with those there are).
    /// </summary>
    public Outcome<LegalDuty> Find(string id, DateOnly day, string? edition = null)
    {
        var name = Normalise(id);
        var named = Duties.Where(d => d.Id == name).ToList();
        if (named.Count == 0) return new Refusal("rule.unknown", Field: "rule", Values: [id, string.Join(", ", Near(name))]);
        var asked = named.FindAll(d => edition is null || d.Edition == edition);
        if (edition is not null && asked.Count == 0)
        {
            var editions = named.Where(d => d.Edition is not null).Select(d => d.Edition!).Distinct().Order(StringComparer.Ordinal);
            return new Refusal("rule.edition-unknown", Field: "edition", Values: [name, edition, string.Join(", ", editions.DefaultIfEmpty("—"))]);
        }

        return asked.Where(d => d.IsInForce(day)).MaxBy(d => d.From) ?? asked.MaxBy(d => d.From) ?? asked[0];
    }

    /// <summary>The last wording of the rule with exactly this id and edition; throws when there is none, for ids written in code.</summary>
    public LegalDuty Get(string id, string? edition = null) =>
        Duties.Where(d => d.Id == id && d.Edition == edition).MaxBy(d => d.From) ?? throw new ArgumentException($"No rule {id} {edition}", nameof(id));

    /// <summary>The book as people approve it: docs/law/rules.md.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder(KernelSentences.Say(Language.Spanish, "book.head")).Append('\n');
        foreach (var norm in Duties.GroupBy(d => d.Article.Norm))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {norm.Key}\n\n{KernelSentences.Say(Language.Spanish, "book.columns")}\n");
            foreach (var duty in norm) text.Append(Row(duty)).Append('\n');
        }

        return text.ToString();
    }

    private static string Row(LegalDuty duty)
    {
        string Say(string key, params object[] values) => KernelSentences.Say(Language.Spanish, key, values);
        string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "…";
        var validity = duty.From is null ? Say("book.not-in-force") : $"{Date(duty.From)} – {Date(duty.To)}";
        var period = Say($"counting.{duty.Counting}", duty.Amount?.ToString(CultureInfo.InvariantCulture) ?? "N")
            + (duty.MovesWhenOff ? Say("book.moves") : "");
        var escalations = duty.Escalations is { } hours ? string.Join(" · ", hours) : "";
        return $"| `{duty.Id}` | {duty.Edition} | {duty.Article.Place} | {duty.Name.Es} | {period} | {Say($"trigger.{duty.Starts}")} "
            + $"| {Say($"addressee.{duty.Addressee}")} | {escalations} | {validity} | {duty.Source} |";
    }

    private static string Normalise(string id) =>
        string.Concat(id.Trim().Select(c => c is '_' or '.' or ' ' ? '-' : char.ToLowerInvariant(c)));

    private IEnumerable<string> Near(string name)
    {
        var words = name.Split('-', StringSplitOptions.RemoveEmptyEntries);
        return Duties.Select(d => d.Id).Distinct()
            .Select(id => (Id: id, Shared: id.Split('-').Count(words.Contains), Distance: Distance(id, name)))
            .OrderByDescending(n => n.Shared).ThenBy(n => n.Distance).ThenBy(n => n.Id, StringComparer.Ordinal)
            .Take(5).Select(n => n.Id);
    }

    /// <summary>Levenshtein's; what is typed is cut so that nonsense costs nothing.</summary>
    private static int Distance(string one, string typed)
    {
        var other = typed.Length > 80 ? typed[..80] : typed;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= other.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }

    private static RuleBook LoadShipped()
    {
        using var stream = typeof(RuleBook).Assembly.GetManifestResourceStream("rules.json")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd()).Value;
    }
}
