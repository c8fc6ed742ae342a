using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Rebato.Documents.Pdf;

/// <summary>
/// Writes the objects reached from the catalog, numbered as they are met, with one plain cross-reference table: earlier
/// revisions, orphans and what follows the end have no way in. The file identifier is a hash of the content.
/// </summary>
internal sealed class PdfWriter(PdfGraph graph, PdfRules rules, PdfStreams streams, MemoryStream into)
{
    private const int Deepest = 300;
    private readonly Dictionary<IndirectReference, int> numbers = [];
    private readonly Queue<(IndirectReference Reference, string Role, string Place)> waiting = new();

    public byte[] Write(double version, DictionaryToken? information)
    {
        var header = Math.Clamp(version, 1.4, 2.0).ToString("0.0", CultureInfo.InvariantCulture);
        into.Write(Encoding.Latin1.GetBytes($"%PDF-{header}\n%\u00E2\u00E3\u00CF\u00D3\n"));
        var offsets = new List<long>();
        Number(graph.Root, "Catalog", "pdf");
        var details = information is null ? null : graph.Add(information);
        while (waiting.TryDequeue(out var at)) WriteObject(at.Reference, at.Role, at.Place, offsets);
        if (details is not null)
        {
            Number(details.Data, "", "pdf/Info");
            while (waiting.TryDequeue(out var at)) WriteObject(at.Reference, at.Role, at.Place, offsets);
        }
        var identifier = Convert.ToHexString(SHA256.HashData(into.ToArray()).AsSpan(0, 16));
        var start = into.Length;
        Put($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) Put(string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        Put($"trailer\n<</ID[<{identifier}><{identifier}>]{(details is null ? "" : $"/Info {offsets.Count} 0 R")}/Root 1 0 R/Size {offsets.Count + 1}>>\nstartxref\n{start}\n%%EOF\n");
        return into.ToArray();
    }

    private void WriteObject(IndirectReference reference, string role, string place, List<long> offsets)
    {
        graph.Scrubbing.Spend(0, 1);
        offsets.Add(into.Length);
        Put($"{numbers[reference]} 0 obj\n");
        var token = graph.Get(reference);
        if (token is StreamToken stream) WriteStream(streams.Clean(stream, role, place), role, place);
        else WriteToken(token, role, place, 0);
        Put("\nendobj\n");
    }

    private void WriteStream(StreamToken stream, string role, string place)
    {
        var data = stream.Data.Span;
        WriteDictionary(stream.StreamDictionary, role, place, 0, data.Length);
        Put("\nstream\n");
        into.Write(data);
        Put("\nendstream");
    }

    private void WriteToken(IToken token, string role, string place, int depth)
    {
        if (depth > Deepest) throw new UnfitException("too-deep", graph.Scrubbing.Place(place));
        switch (token)
        {
            case IndirectReferenceToken reference:
                Put(graph.Get(reference.Data) is NullToken ? "null" : $"{Number(reference.Data, role, place)} 0 R");
                break;
            case DictionaryToken dictionary:
                WriteDictionary(dictionary, role, place, depth, null);
                break;
            case ArrayToken array:
                WriteArray(array, role, place, depth);
                break;
            case NameToken name:
                Put(Name(name.Data));
                break;
            case StringToken text:
                WriteHex(text.GetBytes());
                break;
            case HexToken hex:
                WriteHex(hex.Bytes);
                break;
            case NumericToken number:
                Put(number.HasDecimalPlaces ? Real(number.Double) : number.Long.ToString(CultureInfo.InvariantCulture));
                break;
            case BooleanToken boolean:
                Put(boolean.Data ? "true" : "false");
                break;
            default:
                Put("null");
                break;
        }
    }

    private void WriteDictionary(DictionaryToken dictionary, string role, string place, int depth, int? length)
    {
        Put("<<");
        foreach (var (key, value) in rules.Filter(dictionary, role, place))
        {
            if (graph.IsRemoved(value) || (length is not null && key == "Length")) continue;
            Put(Name(key));
            Put(" ");
            WriteToken(value, rules.RoleOf(key, value, role), Place(place, key), depth + 1);
        }
        if (length is not null) Put($"/Length {length}");
        Put(">>");
    }

    /// <summary>Elements that lead to something removed leave the list, so that no reader follows them.</summary>
    private void WriteArray(ArrayToken array, string role, string place, int depth)
    {
        Put("[");
        foreach (var element in array.Data)
        {
            if (graph.IsRemoved(element) || (element is DictionaryToken d && d.Data.TryGetValue("Obj", out var target) && graph.IsRemoved(target))) continue;
            WriteToken(element, role, place, depth + 1);
            Put(" ");
        }
        Put("]");
    }

    private int Number(IndirectReference reference, string role, string place)
    {
        if (numbers.TryGetValue(reference, out var number)) return number;
        numbers.Add(reference, number = numbers.Count + 1);
        waiting.Enqueue((reference, role, place));
        return number;
    }

    /// <summary>Places stay readable: what hangs from pages or from the tree of tags is not spelt out to the last key.</summary>
    private static string Place(string place, string key) => place.Count(c => c == '/') < 2 ? $"{place}/{key}" : place;

    private void WriteHex(ReadOnlySpan<byte> bytes) => Put($"<{Convert.ToHexString(bytes)}>");

    private static string Real(double value) => double.IsFinite(value) ? value.ToString("0.##########", CultureInfo.InvariantCulture) : "0";

    private static string Name(string name)
    {
        var text = new StringBuilder("/");
        foreach (var b in Encoding.UTF8.GetBytes(name))
        {
            if (b is > 32 and < 127 && !"#/%()<>[]{}".Contains((char)b)) text.Append((char)b);
            else text.Append(CultureInfo.InvariantCulture, $"#{b:X2}");
        }
        return text.ToString();
    }

    private void Put(string text) => into.Write(Encoding.Latin1.GetBytes(text));
}
