using System.Globalization;
using System.Text;

namespace Rebato.Documents.Legacy;

/// <summary>Outlook messages ([MS-OXMSG]): each property is a stream named by its number; attachments are storages.</summary>
internal static class OutlookMessage
{
    private static readonly Dictionary<string, string> Codes = new()
    {
        ["007D"] = "mail-route",
        ["0C1A"] = "author",
        ["0C1F"] = "email",
        ["0042"] = "author",
        ["0065"] = "email",
        ["5D01"] = "email",
        ["0E02"] = "bcc",
        ["0E04"] = "recipients",
        ["0E03"] = "recipients",
        ["1035"] = "mail-header",
        ["3FF8"] = "author",
        ["3FFA"] = "last-modified-by",
        ["0070"] = "title",
    };

    public static void Report(List<CompoundEntry> entries, Scrubbing scrubbing)
    {
        foreach (var entry in entries)
        {
            var name = entry.Path[(entry.Path.LastIndexOf('/') + 1)..];
            if (!name.StartsWith("__substg1.0_", StringComparison.Ordinal) || name.Length < 20) continue;
            var (property, type) = (name[12..16], name[16..20]);
            if (property == "3701" && type == "0102") Attachment(entries, entry, scrubbing);
            else if (Codes.TryGetValue(property, out var code) && !entry.Path.Contains('/')) scrubbing.Removed(code, "msg", Words(entry.Bytes, type));
            else if (property == "1000" && !entry.Path.Contains('/')) scrubbing.Read(Words(entry.Bytes, type));
        }
    }

    private static void Attachment(List<CompoundEntry> entries, CompoundEntry data, Scrubbing scrubbing)
    {
        var folder = data.Path[..(data.Path.LastIndexOf('/') + 1)];
        var name = entries.Find(e => e.Path.StartsWith(folder + "__substg1.0_3707", StringComparison.Ordinal)) is { } named
            ? Words(named.Bytes, "001F") : string.Create(CultureInfo.InvariantCulture, $"attachment {data.Path.Length}");
        scrubbing.Kept("attachment", "msg", name);
        if (data.Bytes.Length > 0) scrubbing.Nested(data.Bytes, name);
    }

    private static string Words(byte[] bytes, string type) => (type == "001F" ? Encoding.Unicode : Encoding.Latin1).GetString(bytes).TrimEnd('\0');
}
