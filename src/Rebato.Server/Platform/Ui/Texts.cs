using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Rebato.Kernel;

namespace Rebato.Platform.Ui;

/// <summary>
/// The one way to get a sentence, in the language of the current request (<see cref="CultureInfo.CurrentUICulture"/>).
/// Values put into a sentence are written as the reader expects them (<see cref="Formats.Value"/>): numbers with their
/// thousands, instants in the town's zone. A number that must stay as it is (a year, a code) is passed as text.
/// </summary>
public sealed partial class Texts(Sentences sentences, Formats formats)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public string this[string key] => Sentence(key);

    public string this[string key, params object?[] values] =>
        string.Format(CultureInfo.CurrentCulture, Sentence(key), Array.ConvertAll(values, value => Written(value)));

    public bool InEnglish => Language == "en";

    public bool Has(string key) => sentences.Find(Language, key) is not null;

    /// <summary>The sentence if anybody wrote it; null otherwise.</summary>
    public string? Find(string key) => sentences.Find(Language, key);

    /// <summary>«1 incidencia» or «4 incidencias»: <c>key.one</c> or <c>key.other</c>, with the count as {0}.</summary>
    public string Count(string key, long count, params object?[] values) =>
        this[count == 1 ? key + ".one" : key + ".other", [count, .. values]];

    /// <summary>The sentence of a refusal with its values, and the article that asks for it in parentheses.</summary>
    public string Of(Refusal refusal)
    {
        var sentence = Has(refusal.Code) ? this[refusal.Code, refusal.Values] : OfKernel(refusal) ?? this[refusal.Code];
        if (refusal.Article is not { } article) return sentence;
        var dot = sentence.EndsWith('.') ? "." : "";
        return $"{sentence[..^dot.Length]} ({Cite(article)}){dot}";
    }

    /// <summary>«artículo 33.1 del RGPD».</summary>
    public string Cite(Citation article)
    {
        var form = !char.IsDigit(article.Place[0]) ? "cite.part" : Has("cite." + article.Norm) ? "cite." + article.Norm : "cite.article";
        return this[form, article.Place, Find("norm." + article.Norm) ?? article.Norm];
    }

    /// <summary>
    /// The sentence as markup: <c>**strong**</c> and <c>[link](address)</c> are understood, values are encoded
    /// unless they are markup already, and nothing else passes.
    /// </summary>
    public IHtmlContent Html(string key, params object?[] values)
    {
        var encoded = Markup(Encoder.Encode(Sentence(key)));
        return new HtmlString(string.Format(CultureInfo.CurrentCulture, encoded, Array.ConvertAll(values, EncodedValue)));
    }

    /// <summary>The kernel brings its own sentences, for the programs that carry no resources.</summary>
    private static string? OfKernel(Refusal refusal) =>
        KernelSentences.Of(refusal with { Article = null }, Language == "en" ? Kernel.Language.English : Kernel.Language.Spanish);

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private string Sentence(string key) =>
        Find(key) ?? (sentences.Strict ? throw new KeyNotFoundException($"Nobody wrote the sentence «{key}» in any *.es.resx.") : key);

    private string Written(object? value) => value is Citation article ? Cite(article) : formats.Value(value);

    private string EncodedValue(object? value)
    {
        if (value is not IHtmlContent markup) return Encoder.Encode(Written(value));
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        markup.WriteTo(writer, Encoder);
        return writer.ToString();
    }

    private static string Markup(string encoded) =>
        LinkMark().Replace(StrongMark().Replace(encoded, "<strong>$1</strong>"), "<a class=\"govuk-link\" href=\"$2\">$1</a>");

    [GeneratedRegex(@"\*\*(.+?)\*\*")]
    private static partial Regex StrongMark();

    [GeneratedRegex(@"\[([^\]]+)\]\(([^)\s]+)\)")]
    private static partial Regex LinkMark();
}
