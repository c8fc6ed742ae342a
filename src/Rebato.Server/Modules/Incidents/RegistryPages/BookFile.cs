using System.Globalization;
using System.Text;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents.RegistryPages;

/// <summary>
/// The book as a CSV (RFC 4180, UTF-8 with its mark so that spreadsheets read the accents): numbers, dates, kinds and
/// states. Every value is the office's own, so none needs quotes nor can be taken for a formula.
/// </summary>
internal static class BookFile
{
    public static byte[] Csv(IReadOnlyList<BookLine> lines, TimeZoneInfo zone, Texts texts)
    {
        var text = new StringBuilder("\uFEFF");
        Row(text, ["number", "kind", "about", "incident", "basis", "date", "state"], column => texts["registry.column." + column]);
        foreach (var line in lines)
        {
            Row(
                text,
                [
                    line.Entry.Number, texts[$"registry.kind.{line.Entry.Kind}"], line.About ?? "", line.Incident, texts[$"registry.basis.{line.Entry.Basis}"],
                    line.Entry.EnteredAt.In(zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture), texts[$"registry.state.{line.State}"],
                ],
                value => value);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Row(StringBuilder text, IEnumerable<string> values, Func<string, string> said) =>
        text.AppendJoin(',', values.Select(said)).Append("\r\n");
}
