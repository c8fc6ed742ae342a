using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Platform.Notices;

/// <summary>
/// Paper: a page on its own in the folder <c>slips</c> of the data folder, that any browser prints without this office,
/// to be carried to a desk and signed. It is the channel that needs no network.
/// </summary>
internal sealed class SlipChannel(DataFolder folder, Sentences sentences) : INoticeChannel
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public string Name => "slip";

    public IReadOnlyList<string> Targets(IReadOnlyCollection<Guid> people) => [""];

    public Task<string?> Send(OutgoingNotice notice, string target, CancellationToken cancel)
    {
        PrivateFile.Write(Path.Combine(folder.Slips, NameOf(notice)), Encoding.UTF8.GetBytes(Page(notice)));
        return Task.FromResult<string?>(null);
    }

    /// <summary>The slips of a town that wait to be printed, newest first.</summary>
    public static IReadOnlyList<string> Of(DataFolder folder, Town town) =>
        [.. Directory.EnumerateFiles(folder.Slips, $"{town.Id}-*.html").Select(Path.GetFileName).OfType<string>().OrderDescending(StringComparer.Ordinal)];

    private static string NameOf(OutgoingNotice notice) =>
        string.Create(CultureInfo.InvariantCulture, $"{notice.Town.Id}-{notice.At.In(notice.Town.TimeZone):yyyyMMdd-HHmm}-{notice.Delivery:N}.html");

    private string Page(OutgoingNotice notice)
    {
        string Say(string key) => Encoder.Encode(sentences.Find(Sentences.FirstLanguage, key) ?? key);
        var at = notice.At.In(notice.Town.TimeZone).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
        return $$"""
            <!DOCTYPE html>
            <html lang="es"><head><meta charset="utf-8"><title>{{Encoder.Encode(notice.Title)}}</title>
            <style>body{font:14pt/1.4 sans-serif;max-width:17cm;margin:1.5cm auto}h1{font-size:20pt}.f{margin-top:1.5cm;border-top:1px solid #000;padding-top:2mm;font-size:11pt}</style></head>
            <body><p>{{Encoder.Encode(notice.Town.Name)}} · {{at}}</p>
            <h1>{{Encoder.Encode(notice.Title)}}</h1>
            <p>{{Encoder.Encode(notice.Text)}}</p>
            <p>{{Say("slip.for")}} {{Encoder.Encode(notice.ToWhom)}}</p>
            <p>{{Encoder.Encode(notice.Link)}}</p>
            <p class="f">{{Say("slip.received")}}</p></body></html>
            """;
    }
}
