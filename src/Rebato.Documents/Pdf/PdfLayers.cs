using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Rebato.Documents.Pdf;

/// <summary>Optional content (ISO 32000-1, 8.11): the layers that are off when the document opens are hidden data.</summary>
internal sealed class PdfLayers
{
    private readonly PdfGraph graph;
    private readonly HashSet<IndirectReference> hidden = [];
    private readonly Dictionary<string, List<IToken>> named = [];

    public PdfLayers(PdfGraph graph)
    {
        this.graph = graph;
        if (graph.Dictionary(graph.Catalog, "OCProperties") is not { } properties || graph.Dictionary(properties, "D") is not { } start) return;
        var off = graph.Name(start, "BaseState") == "OFF" ? graph.Array(properties, "OCGs").Except(graph.Array(start, "ON")) : graph.Array(start, "OFF");
        foreach (var layer in off.OfType<IndirectReferenceToken>())
        {
            var name = graph.Resolve(layer) is DictionaryToken group ? graph.Words(group, "Name") : "";
            if (graph.Scrubbing.Policy.KeepsHidden) graph.Scrubbing.Ask("hidden-layer", "pdf/OCProperties", name);
            else if (hidden.Add(layer.Data)) graph.Scrubbing.Removed("hidden-layer", "pdf/OCProperties", name);
        }
    }

    public bool Any => hidden.Count > 0;

    /// <summary>Remembers the properties of a page, whose drawing instructions name them.</summary>
    public void Learn(DictionaryToken? resources)
    {
        if (!Any || resources is null || graph.Dictionary(resources, "Properties") is not { } properties) return;
        foreach (var (name, token) in properties.Data)
        {
            if (!named.TryGetValue(name, out var all)) named.Add(name, all = []);
            if (!all.Contains(token)) all.Add(token);
        }
    }

    /// <summary>
    /// Is the layer a stream calls <paramref name="name"/> hidden? A stream without resources of its own uses its page's;
    /// when pages give the name different meanings, only one hidden in all of them counts.
    /// </summary>
    public bool IsHidden(DictionaryToken? resources, string name)
    {
        if (!Any) return false;
        var key = name.TrimStart('/');
        if (resources is not null && graph.Dictionary(resources, "Properties") is { } own && own.Data.TryGetValue(key, out var token)) return IsHidden(token);
        return named.TryGetValue(key, out var all) && all.TrueForAll(IsHidden);
    }

    /// <summary>A layer that is off, or a membership whose policy makes it invisible.</summary>
    public bool IsHidden(IToken token)
    {
        if (token is IndirectReferenceToken reference && hidden.Contains(reference.Data)) return true;
        if (graph.Resolve(token) is not DictionaryToken group || graph.Name(group, "Type") != "OCMD") return false;
        var members = group.Data.TryGetValue("OCGs", out var one) && one is IndirectReferenceToken ? [one] : graph.Array(group, "OCGs");
        if (members.Count == 0) return false;
        return graph.Name(group, "P") switch
        {
            "AllOn" => members.Any(IsOff),
            "AnyOff" => !members.Any(IsOff),
            "AllOff" => !members.All(IsOff),
            _ => members.All(IsOff),
        };
    }

    /// <summary>The layers themselves leave the document once nothing of theirs is drawn.</summary>
    public void Forget()
    {
        foreach (var layer in hidden) graph.Remove(layer);
    }

    private bool IsOff(IToken token) => token is IndirectReferenceToken reference && hidden.Contains(reference.Data);
}
