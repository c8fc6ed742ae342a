using System.Net;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Rebato.Modules.Incidents;
using Rebato.Platform.Data;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Incidents.Reporting;

/// <summary>Reports as a browser without scripts sends them, and what is left of them afterwards.</summary>
internal static class Forms
{
    public const string Path = "/aviso";
    public const string Api = "/api/v1/avisos";

    public static readonly byte[] Mail = Encoding.ASCII.GetBytes("From: nominas@proveedor.example\r\nSubject: Factura pendiente\r\n\r\n<script>alert(1)</script>\r\n");

    /// <summary>A file of so many bytes, none of them the same in a row.</summary>
    public static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    public static MultipartFormDataContent Of(string account, string kind = "SuspiciousMail", string key = "k1", params (string Name, byte[] Bytes)[] files)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent(key), "Form.Key" },
            { new StringContent(kind), "Form.Kind" },
            { new StringContent(account), "Form.Account" },
            { new StringContent("Now"), "Form.Noticed" },
            { new StringContent("Unknown"), "Form.PersonalData" },
            { new StringContent("Lucía Encinar"), "Form.Who" },
            { new StringContent("ext. 4417"), "Form.Contact" },
        };
        foreach (var (name, bytes) in files)
        {
            form.Add(new ByteArrayContent(bytes), "Form.Files", name);
        }

        return form;
    }

    /// <summary>Sends the form and gives the address of the receipt.</summary>
    public static async Task<string> Send(HttpClient client, HttpContent form)
    {
        using var answer = await client.PostAsync(Path, form);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return answer.Headers.Location!.ToString();
    }

    public static async Task<IDocument> Page(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync();
        return await BrowsingContext.New(Configuration.Default).OpenAsync(request => request.Content(html));
    }

    public static async Task<IDocument> Page(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Page(answer);
    }

    public static async Task<List<Report>> Reports(TestWeb web)
    {
        await using var office = web.Office.Office;
        return await office.Db.Reports.AsNoTracking().OrderBy(r => r.Ordinal).ToListAsync();
    }

    public static async Task<List<Evidence>> Evidence(TestWeb web)
    {
        await using var office = web.Office.Office;
        return await office.Db.Evidence.AsNoTracking().OrderBy(e => e.Id).ToListAsync();
    }

    public static async Task<ReportContent> ContentOf(TestWeb web, Report report)
    {
        await using var office = web.Office.Office;
        var wrapped = await office.Db.RecordKeys.Where(k => k.Record == report.Id).Select(k => k.Wrapped).SingleAsync();
        return office.Vault.Open<ReportContent>(report.Id, wrapped, report.Content)!;
    }

    /// <summary>Files under a folder of the office: what waits in «incoming», what lies sealed in «files».</summary>
    public static IReadOnlyList<string> Left(TestWeb web, string folder)
    {
        var path = System.IO.Path.Combine(web.Office.Folder, folder);
        return Directory.Exists(path) ? Directory.GetFiles(path, "*", SearchOption.AllDirectories) : [];
    }

    /// <summary>Nothing was registered and nothing stays behind.</summary>
    public static async Task NothingHappened(TestWeb web)
    {
        Assert.Empty(await Reports(web));
        Assert.Empty(await Evidence(web));
        Assert.Empty(Left(web, "incoming"));
        Assert.Empty(Left(web, "files"));
    }
}
