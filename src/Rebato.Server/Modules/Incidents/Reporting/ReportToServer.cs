using System.Net.Http.Json;
using System.Text.Json;
using Rebato.Platform.Cli;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents.Reporting;

/// <summary>Sends a report to a running office, by the same interface that other programs use.</summary>
internal sealed class ReportToServer(Texts texts)
{
    public async Task<ReportSent> Send(Uri server, ReportTyped typed, CancellationToken cancel)
    {
        using var client = ServerConnection.To(server);
        using var request = new HttpRequestMessage(HttpMethod.Post, ReportApi.Path.TrimStart('/')) { Content = Body(typed) };
        if (typed.Fields.Key is { Length: > 0 } key)
        {
            request.Headers.TryAddWithoutValidation(ReportApi.KeyHeader, key);
        }

        try
        {
            using var response = await client.SendAsync(request, cancel);
            if (response.IsSuccessStatusCode && await response.Content.ReadFromJsonAsync<ReportAnswer>(cancel) is { } answer)
            {
                return new(answer);
            }

            return new(null, await Sentence(response, cancel), 1);
        }
        catch (Exception failed) when (failed is HttpRequestException or JsonException or IOException || (failed is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return new(null, texts["cli.report.no-answer", server, failed.Message], 1);
        }
    }

    private static MultipartFormDataContent Body(ReportTyped typed)
    {
        var (fields, body) = (typed.Fields, new MultipartFormDataContent());
        Add("kind", fields.Kind ?? typed.Otherwise.ToString());
        Add("account", fields.Account);
        Add("personalData", fields.PersonalData);
        Add("who", fields.Who);
        Add("contact", fields.Contact);
        foreach (var path in typed.Files)
        {
            body.Add(new StreamContent(File.OpenRead(path)), "files", Path.GetFileName(path));
        }

        return body;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                body.Add(new StringContent(value), name);
            }
        }
    }

    private async Task<string> Sentence(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
            if (problem.TryGetProperty("detail", out var detail))
            {
                return detail.GetString()!;
            }
        }

        return texts["cli.report.no-answer", response.RequestMessage!.RequestUri, $"HTTP {(int)response.StatusCode}"];
    }
}
