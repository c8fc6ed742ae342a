using System.Collections.Frozen;
using System.Reflection;
using System.Xml.Linq;

namespace Rebato.Platform.Ui;

/// <summary>
/// Every sentence of the product, by language and key, read once from the <c>*.&lt;language&gt;.resx</c> files inside
/// the executable. Keys are global: two files may not define the same one.
/// </summary>
public sealed class Sentences
{
    public const string FirstLanguage = "es";

    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> byLanguage;

    private Sentences(FrozenDictionary<string, FrozenDictionary<string, string>> byLanguage, bool strict)
    {
        this.byLanguage = byLanguage;
        Strict = strict;
    }

    /// <summary>Throw on a missing key (tests, development) instead of showing the key.</summary>
    public bool Strict { get; }

    public IEnumerable<string> Languages => byLanguage.Keys.OrderBy(language => language != FirstLanguage).ThenBy(language => language);

    public IReadOnlyCollection<string> Keys(string language) => byLanguage[language].Keys;

    /// <summary>The sentence in <paramref name="language"/>, or in Spanish when that language lacks it; null when nobody wrote it.</summary>
    public string? Find(string language, string key) =>
        (byLanguage.TryGetValue(language, out var own) && own.TryGetValue(key, out var sentence)) ||
        byLanguage[FirstLanguage].TryGetValue(key, out sentence) ? sentence : null;

    public static Sentences Load(bool strict, Assembly? assembly = null)
    {
        assembly ??= typeof(Sentences).Assembly;
        var found = new Dictionary<string, Dictionary<string, string>>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("texts/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var language = name.Split('.')[^2];
            if (!found.TryGetValue(language, out var sentences)) found[language] = sentences = [];
            foreach (var data in XDocument.Load(stream).Root!.Elements("data"))
            {
                var key = data.Attribute("name")!.Value;
                // In production the first one stands: a doubled sentence is no reason to close the office.
                if (!sentences.TryAdd(key, data.Element("value")!.Value) && strict)
                    throw new InvalidOperationException($"The sentence «{key}» is written twice in «{language}»; the second time in {name}.");
            }
        }
        return new(found.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenDictionary()), strict);
    }
}
