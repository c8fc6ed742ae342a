using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Rebato.Kernel;
using Rebato.Platform.Cli;
using Rebato.Platform.Files;

namespace Rebato.Modules.Incidents.Reporting;

/// <summary>What came in a request: answers, files already hashed, and the first thing that was wrong with it.</summary>
internal sealed class ArrivedForm : IDisposable
{
    public ReportFields Fields { get; set; } = new();
    public List<IncomingFile> Files { get; } = [];
    public Refusal? Refusal { get; private set; }

    /// <summary>The first refusal stays: what comes after follows from it.</summary>
    public void Refuse(Refusal refusal) => Refusal ??= refusal;

    /// <summary>Nothing that came in and was not kept stays behind.</summary>
    public void Dispose() => Files.ForEach(file => file.Dispose());
}

/// <summary>
/// Reads a report from a request part by part, files straight into the folder where they wait, hashed on their way. What
/// is too much is read to its end and thrown away, so that the sender gets an answer and not a broken connection.
/// </summary>
internal sealed class ReportReader(FileStore store, OfficeSettings settings)
{
    public const long Megabyte = 1_000_000;
    private const int LongestField = 64 * 1024;
    private const int LongestJson = 256 * 1024;

    /// <summary>How many times the limit is still read to its end before the connection is cut.</summary>
    private const int Patience = 4;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 4 };

    private static readonly Refusal Broken = new("report.broken", ReportRules.Desk);

    private long TotalBytes => settings.Reports.TotalMegabytes * Megabyte;
    private Refusal TooLarge => new("report.too-large", ReportRules.Desk, "Files", settings.Reports.TotalMegabytes);

    /// <param name="keepFiles">False when the report will not be taken: the answers are read, for the page to show them again.</param>
    public async Task<ArrivedForm> Read(HttpRequest request, bool keepFiles, CancellationToken cancel)
    {
        var form = new ArrivedForm();
        try
        {
            await Read(request, form, keepFiles, cancel);
        }
        catch (BadHttpRequestException refused)
        {
            form.Refuse(refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge : Broken);
        }
        catch (InvalidDataException)
        {
            form.Refuse(Broken);
        }
        catch (IOException)
        {
            form.Refuse(new Refusal("storage.full"));
        }
        catch
        {
            form.Dispose();
            throw;
        }

        return form;
    }

    private async Task Read(HttpRequest request, ArrivedForm form, bool keepFiles, CancellationToken cancel)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = Patience * TotalBytes;
        }

        if (type is { MediaType.Value: "multipart/form-data" } && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 200 } boundary)
        {
            await ReadParts(new MultipartReader(boundary.Value!, new BodyStream(request.Body)), form, keepFiles, cancel);
        }
        else if (type is { MediaType.Value: "application/json" })
        {
            await ReadJson(request, form, cancel);
        }
        else
        {
            form.Refuse(new Refusal("report.not-a-form", ReportRules.Desk));
        }
    }

    private async Task ReadParts(MultipartReader parts, ArrivedForm form, bool keepFiles, CancellationToken cancel)
    {
        while (await Next(parts, cancel) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var place))
            {
                throw new InvalidDataException("A part without a name.");
            }

            if (place.IsFileDisposition())
            {
                var name = HeaderUtilities.RemoveQuotes(place.FileNameStar.HasValue ? place.FileNameStar : place.FileName).Value ?? "";
                if (name.Length > 0 && keepFiles && form.Refusal is null)
                {
                    await TakeIn(name, part, form, cancel);
                }
            }
            else
            {
                var name = HeaderUtilities.RemoveQuotes(place.Name).Value ?? "";
                form.Fields.Set(name.StartsWith("Form.", StringComparison.OrdinalIgnoreCase) ? name[5..] : name, await Text(part.Body, LongestField, cancel));
            }
        }
    }

    private async Task TakeIn(string name, MultipartSection part, ArrivedForm form, CancellationToken cancel)
    {
        if (form.Files.Count == Math.Min(settings.Reports.Files, ReportRules.MostFiles))
        {
            form.Refuse(new Refusal("report.too-many-files", ReportRules.Desk, "Files", form.Files.Count));
            return;
        }

        var each = settings.Reports.FileMegabytes * Megabyte;
        var left = TotalBytes - form.Files.Sum(file => file.Size);
        if (await store.TakeIn(name, new BodyStream(part.Body), Math.Min(each, left), cancel) is { } file)
        {
            form.Files.Add(file);
        }
        else
        {
            form.Refuse(left < each ? TooLarge : new Refusal("report.file-too-large", ReportRules.Desk, "Files", Platform.Data.PlainText.Line(name), settings.Reports.FileMegabytes));
        }
    }

    private static async Task ReadJson(HttpRequest request, ArrivedForm form, CancellationToken cancel)
    {
        var text = await Text(new BodyStream(request.Body), LongestJson, cancel);
        try
        {
            form.Fields = JsonSerializer.Deserialize<ReportFields>(text, Json) ?? throw new JsonException();
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            var field = (unreadable as JsonException)?.Path?.Trim('$', '.');
            form.Refuse(new Refusal("report.json-unreadable", ReportRules.Desk, string.IsNullOrEmpty(field) ? null : field, string.IsNullOrEmpty(field) ? "" : $": «{field}»"));
        }
    }

    private static async Task<MultipartSection?> Next(MultipartReader parts, CancellationToken cancel)
    {
        try
        {
            return await parts.ReadNextSectionAsync(cancel);
        }
        catch (IOException cut) when (cut is not BadHttpRequestException)
        {
            throw new InvalidDataException("The body ends before its time.", cut);
        }
    }

    /// <summary>Text up to so many bytes; the rest is left for the rules to find too long.</summary>
    private static async Task<string> Text(Stream stream, int most, CancellationToken cancel)
    {
        var buffer = new byte[most];
        var length = await new BodyStream(stream).ReadAtLeastAsync(buffer, most, throwOnEndOfStream: false, cancel);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
