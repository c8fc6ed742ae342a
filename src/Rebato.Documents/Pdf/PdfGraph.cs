using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Rebato.Documents.Pdf;

/// <summary>The objects of a PDF as they are to be written: those it had, those that replace them, and those that must not be reached.</summary>
internal sealed class PdfGraph(PdfDocument document, Scrubbing scrubbing)
{
    private const long FirstNew = 1L << 40;
    private readonly Dictionary<IndirectReference, IToken> replaced = [];
    private readonly HashSet<IndirectReference> removed = [];
    private long next = FirstNew;

    public Scrubbing Scrubbing { get; } = scrubbing;
    public DictionaryToken Catalog { get; } = document.Structure.Catalog.CatalogDictionary;
    public IndirectReference Root { get; } = document.Structure.Trailer.Root;

    public IToken Get(IndirectReference reference)
    {
        if (removed.Contains(reference)) return NullToken.Instance;
        if (replaced.TryGetValue(reference, out var token)) return token;
        return reference.ObjectNumber >= FirstNew ? NullToken.Instance : document.Structure.GetObject(reference)?.Data ?? NullToken.Instance;
    }

    /// <summary>The object a token stands for, through a bounded chain of references.</summary>
    public IToken Resolve(IToken? token)
    {
        for (var i = 0; i < 16 && token is IndirectReferenceToken reference; i++) token = Get(reference.Data);
        return token is null or IndirectReferenceToken ? NullToken.Instance : token;
    }

    public IToken Value(DictionaryToken dictionary, string key) => dictionary.Data.TryGetValue(key, out var token) ? Resolve(token) : NullToken.Instance;

    public DictionaryToken? Dictionary(DictionaryToken dictionary, string key) => AsDictionary(Value(dictionary, key));

    public IReadOnlyList<IToken> Array(DictionaryToken dictionary, string key) => Value(dictionary, key) is ArrayToken array ? array.Data : [];

    public string Name(DictionaryToken dictionary, string key) => Value(dictionary, key) is NameToken name ? name.Data : "";

    public string Words(DictionaryToken dictionary, string key) => Words(Value(dictionary, key));

    public double Number(IToken token) => Resolve(token) is NumericToken number ? number.Double : 0;

    public static DictionaryToken? AsDictionary(IToken token) => token switch
    {
        DictionaryToken dictionary => dictionary,
        StreamToken stream => stream.StreamDictionary,
        _ => null,
    };

    public IndirectReferenceToken Add(IToken token)
    {
        var reference = new IndirectReference(next++, 0);
        replaced.Add(reference, token);
        return new IndirectReferenceToken(reference);
    }

    public void Replace(IndirectReference reference, IToken token) => replaced[reference] = token;

    public void Remove(IndirectReference reference) => removed.Add(reference);

    public bool IsRemoved(IToken token) => token is IndirectReferenceToken reference && removed.Contains(reference.Data);

    /// <summary>The bytes of a stream with its filters undone; null when it cannot be read.</summary>
    public byte[]? Decode(StreamToken stream)
    {
        try
        {
            var bytes = stream.Decode(document.Structure.FilterProvider, document.Structure.TokenScanner).ToArray();
            Scrubbing.Spend(bytes.Length);
            return bytes;
        }
        catch (Exception broken) when (broken is not (UnfitException or OperationCanceledException or OutOfMemoryException))
        {
            return null;
        }
    }

    /// <summary>The strings under a token, for saying what was there.</summary>
    public string Words(IToken token, int depth = 0) => Resolve(token) switch
    {
        StringToken text => text.Data,
        HexToken hex => hex.Bytes is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode.GetString(hex.Bytes[2..]) : Encoding.Latin1.GetString(hex.Bytes),
        DictionaryToken inner when depth < 4 => Join(inner.Data.Where(p => p.Key is not ("Parent" or "P")).Select(p => Words(p.Value, depth + 1))),
        ArrayToken array when depth < 4 => Join(array.Data.Take(50).Select(t => Words(t, depth + 1))),
        StreamToken stream when depth < 4 => Words(stream.StreamDictionary, depth + 1),
        _ => "",
    };

    private static string Join(IEnumerable<string> words) => string.Join(" ", words.Where(w => w.Length > 0).Take(20));

    /// <summary>The pages with their references, in order; a tree that loops or has too many stops.</summary>
    public IEnumerable<(IndirectReference Reference, DictionaryToken Page)> Pages()
    {
        var seen = new HashSet<IndirectReference>();
        var waiting = new Stack<IToken>();
        if (Catalog.Data.TryGetValue("Pages", out var root)) waiting.Push(root);
        while (waiting.TryPop(out var token))
        {
            if (token is not IndirectReferenceToken reference || !seen.Add(reference.Data) || Resolve(token) is not DictionaryToken node) continue;
            Scrubbing.Spend(0, 1);
            if (node.Data.ContainsKey("Kids")) foreach (var kid in Array(node, "Kids").Reverse()) waiting.Push(kid);
            else yield return (reference.Data, node);
        }
    }

    /// <summary>An attribute of a page, or of the nodes above it.</summary>
    public IToken Inherited(DictionaryToken page, string key)
    {
        var at = page;
        for (var i = 0; i < 64 && at is not null; i++, at = Dictionary(at, "Parent"))
            if (Value(at, key) is var value and not NullToken) return value;
        return NullToken.Instance;
    }
}
