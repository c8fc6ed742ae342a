using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Ledger;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>
/// Says an event of the ledger in words. <c>event.CODE</c> is its name; <c>event.CODE.said</c>, where there is one, the
/// sentence, whose places are fields of the event: <c>{number}</c>, or <c>{level|level}</c> for a value that has its own
/// words under <c>level.…</c>.
/// </summary>
internal sealed partial class EventTeller(Texts texts, Formats formats, Naming naming)
{
    public Moment Tell(LedgerEntry entry, Actor reader)
    {
        var leaf = entry.Leaf;
        var by = naming.Of(leaf.ActorId, reader);
        return new Moment(leaf.At, entry.Json is JsonObject body ? Said(leaf.Type, body, reader) : texts["event.erased"], by, Name(leaf.Type) + ".");
    }

    /// <summary>What kind of act a code is.</summary>
    public string Name(string code) => texts["event." + code];

    private string Said(string code, JsonObject body, Actor reader)
    {
        if (texts.Find($"event.{code}.said") is not { } sentence)
        {
            return "";
        }

        var said = Place().Replace(sentence, match => Value(body[match.Groups[1].Value], match.Groups[2].Value, reader));
        return Spaces().Replace(said, " ").Trim();
    }

    private string Value(JsonNode? node, string kind, Actor reader) => node switch
    {
        JsonArray many => string.Join(", ", many.Select(one => Value(one, kind, reader))),
        null when kind == "person" => texts["person.nobody"],
        null => "",
        JsonValue value when value.TryGetValue<bool>(out var yes) => texts[yes ? "answer.yes" : "answer.no"],
        JsonValue value when value.TryGetValue<long>(out var number) => kind == "size" ? formats.Size(number) : formats.Number(number),
        _ => Words(node.ToString(), kind, reader),
    };

    private string Words(string value, string kind, Actor reader) => kind switch
    {
        "" => DateTimeOffset.TryParseExact(value, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? formats.DateTime(Instant.From(at)) : value,
        "person" => Guid.TryParse(value, out var id) ? naming.Of(id, reader) : value,
        "rule" => RuleBook.Shipped.Duties.FirstOrDefault(d => d.Id == value)?.Name.In(texts.InEnglish ? Language.English : Language.Spanish) ?? value,
        _ => texts.Find($"{kind}.{value}") ?? texts.Find($"{kind}.{Kebab(value)}") ?? value,
    };

    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    private static string Kebab(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name)
        {
            words.Append(char.IsUpper(letter) && words.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }

    [GeneratedRegex(@"\{([a-zA-Z0-9]+)(?:\|([a-z.-]+))?\}")]
    private static partial Regex Place();

    [GeneratedRegex(@" {2,}")]
    private static partial Regex Spaces();
}
