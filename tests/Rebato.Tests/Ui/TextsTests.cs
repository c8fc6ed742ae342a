using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Rebato.Kernel;
using Rebato.Platform.Ui;

namespace Rebato.Tests.Ui;

public sealed partial class TextsTests
{
    private static readonly Sentences All = Sentences.Load(strict: true);

    public TextsTests() => UiHost.Speak("es-ES");

    [Fact]
    public void Every_sentence_is_written_in_every_language()
    {
        Assert.Equal(["es", "en"], All.Languages);
        var spanish = All.Keys("es").Order(StringComparer.Ordinal).ToList();
        Assert.True(spanish.Count > 100);
        foreach (var language in All.Languages)
            Assert.Equal(spanish, All.Keys(language).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_sentence_that_a_page_or_the_code_asks_for_by_name_is_written()
    {
        var source = Path.Combine(VendoredFilesTests.RepositoryRoot(), "src", "Rebato.Server");
        var keys = All.Keys("es").ToHashSet();
        var asked = Directory.EnumerateFiles(source, "*.cs*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && Path.GetExtension(file) is ".cs" or ".cshtml")
            .SelectMany(file => Asked().Matches(File.ReadAllText(file)).Select(match => (Key: match.Groups["key"].Value, Counted: match.Value.Contains("Count", StringComparison.Ordinal), File: Path.GetFileName(file))))
            .ToList();
        Assert.NotEmpty(asked);
        var missing = asked.Where(one => !keys.Contains(one.Counted ? one.Key + ".other" : one.Key)).Select(one => $"{one.File}: {one.Key}");
        Assert.Equal("", string.Join('\n', missing));
    }

    [Fact]
    public void Every_language_uses_the_same_values()
    {
        foreach (var key in All.Keys("es"))
            Assert.Equal((key, Places(All.Find("es", key)!)), (key, Places(All.Find("en", key)!)));
    }

    [Fact]
    public void No_sentence_is_empty_nor_shouts_nor_begs()
    {
        foreach (var language in All.Languages)
            foreach (var key in All.Keys(language))
            {
                var sentence = All.Find(language, key)!;
                Assert.True(sentence.Trim().Length > 0, $"{key} is empty in {language}");
                Assert.False(sentence.Contains('!', StringComparison.Ordinal) || sentence.Contains("por favor", StringComparison.OrdinalIgnoreCase),
                    $"{key} in {language}: no exclamation marks, no «por favor»: {sentence}");
            }
    }

    [Fact]
    public void A_missing_sentence_throws_while_building_and_shows_its_key_in_production()
    {
        Assert.Throws<KeyNotFoundException>(() => UiHost.Texts(strict: true)["no.such.key"]);
        Assert.Equal("no.such.key", UiHost.Texts(strict: false)["no.such.key"]);
    }

    [Fact]
    public void Values_are_written_for_the_reader()
    {
        var texts = UiHost.Texts();
        Assert.Equal("Hay 1.300 datos que corregir", texts.Count("form.errors", 1300));
        Assert.Equal("Hay un dato que corregir", texts.Count("form.errors", 1));
        UiHost.Speak("en-GB");
        Assert.Equal("There are 1,300 answers to correct", texts.Count("form.errors", 1300));
    }

    [Fact]
    public void A_refusal_is_its_sentence_with_the_article_before_the_full_stop()
    {
        var texts = UiHost.Texts();
        Assert.Equal("La hora debe tener este formato: 12:38 (artículo 33.1 del RGPD).", texts.Of(new Refusal("time.not-real", new Citation("RGPD", "33.1"))));
        Assert.Equal("Indique la fecha.", texts.Of(new Refusal("date.missing")));
        Assert.Throws<KeyNotFoundException>(() => texts.Of(new Refusal("nobody.wrote-this")));
    }

    [Fact]
    public void A_refusal_of_the_kernel_brings_its_own_sentence()
    {
        var refusal = LocalTime.Resolve(new DateTime(2026, 3, 29, 2, 30, 0, DateTimeKind.Unspecified), UiHost.Madrid).Refusal!;
        Assert.Contains("Europe/Madrid", UiHost.Texts().Of(refusal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Reglamento", "38.4", "artículo 38.4 del Reglamento")]
    [InlineData("RD 43/2021", "anexo, tabla 3", "anexo, tabla 3 del Real Decreto 43/2021")]
    [InlineData("CCN-STIC-817", "6.3", "apartado 6.3 de la guía CCN-STIC 817")]
    public void An_article_is_cited_as_people_say_it(string norm, string place, string expected) =>
        Assert.Equal(expected, UiHost.Texts().Cite(new Citation(norm, place)));

    [Fact]
    public void Every_norm_of_the_list_has_its_name_in_a_citation()
    {
        var norms = File.ReadLines(Path.Combine(VendoredFilesTests.RepositoryRoot(), "docs", "law", "norms.csv")).Skip(1).Select(line => line.Split(',')[0]).ToList();
        Assert.NotEmpty(norms);
        Assert.All(norms, norm => Assert.Contains("norm." + norm, All.Keys("es")));
    }

    [Fact]
    public void Markup_comes_from_the_sentence_alone()
    {
        var texts = UiHost.Texts();
        var html = Write(texts.Html("accessibility.contact.phone", "<script>alert(1)</script> **[x](javascript:y)**"));
        Assert.Equal("Por teléfono: <strong>&lt;script&gt;alert(1)&lt;/script&gt; **[x](javascript:y)**</strong>.", html);
        Assert.Contains("<a class=\"govuk-link\" href=\"mailto:a@b.example\">a@b.example</a>", Write(texts.Html("security-contact.mail", "a@b.example")), StringComparison.Ordinal);
    }

    [Fact]
    public void None_of_the_eleven_binding_messages_is_left_in_English()
    {
        var (own, frameworks) = (new DefaultModelBindingMessageProvider(), new DefaultModelBindingMessageProvider());
        BindingMessages.Use(own, () => UiHost.Texts());
        var messages = typeof(DefaultModelBindingMessageProvider).GetProperties();
        Assert.Equal(11, messages.Length);
        Assert.All(messages, message => Assert.NotEqual(Say(message.GetValue(frameworks)!), Say(message.GetValue(own)!)));

        static string Say(object message) => message switch
        {
            Func<string> say => say(),
            Func<string, string> say => say("x"),
            Func<string, string, string> say => say("x", "y"),
            _ => throw new InvalidOperationException(message.GetType().Name),
        };
    }

    private static string Places(string sentence) => string.Join(' ', Place().Matches(sentence).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    private static string Write(IHtmlContent html)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        html.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return writer.ToString();
    }

    [GeneratedRegex(@"\b[Tt]exts(?:\(\)|\.Html|\.Count)?[\[(]""(?<key>[a-z0-9.-]+)""(?!\s*\+)|<rb-(?:campo|casilla|grupo-opciones|fecha|fecha-hora|fichero)\s[^>]*\btext=""(?<key>[a-z0-9.-]+)""")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\{\d[^}]*\}|%\{\w+\}")]
    private static partial Regex Place();
}
