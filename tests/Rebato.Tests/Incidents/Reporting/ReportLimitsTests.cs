using System.Net;
using System.Net.Sockets;
using System.Text;
using Rebato.Modules.Incidents.Reporting;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Incidents.Reporting;

/// <summary>Too much, too often, cut off, no room: one clear sentence, what was typed still there, and nothing half stored.</summary>
public sealed class ReportLimitsTests
{
    private const string Story = "Lo que cuento no se pierde";

    [Fact]
    public async Task A_file_too_large_is_refused_and_the_others_are_not_kept()
    {
        await using var web = await TestWeb.Start("sqlite", settings => settings.Reports.FileMegabytes = 1);
        using var answer = await web.As().PostAsync(Forms.Path, Forms.Of(Story, files: [("a.eml", Forms.Mail), ("vídeo.mp4", Forms.Bytes(1_000_001)), ("b.eml", Forms.Bytes(50))]));
        await Refused(web, answer, HttpStatusCode.RequestEntityTooLarge, "El fichero «vídeo.mp4» es demasiado grande: cada uno puede ocupar 1 MB");
    }

    [Fact]
    public async Task Files_too_large_together_are_refused()
    {
        await using var web = await TestWeb.Start("sqlite", settings => (settings.Reports.FileMegabytes, settings.Reports.TotalMegabytes) = (1, 1));
        using var answer = await web.As().PostAsync(Forms.Path, Forms.Of(Story, files: [("a", Forms.Bytes(600_000)), ("b", Forms.Bytes(600_000))]));
        await Refused(web, answer, HttpStatusCode.RequestEntityTooLarge, "entre todos pueden ocupar 1 MB");
    }

    [Fact]
    public async Task A_file_of_exactly_the_limit_comes_in()
    {
        await using var web = await TestWeb.Start("sqlite", settings => settings.Reports.FileMegabytes = 1);
        await Forms.Send(web.As(), Forms.Of(Story, files: ("justo", Forms.Bytes(1_000_000))));
        Assert.Equal(1_000_000, Assert.Single(await Forms.Evidence(web)).Size);
    }

    [Fact]
    public async Task Too_many_files_are_refused()
    {
        await using var web = await TestWeb.Start("sqlite");
        var files = Enumerable.Range(1, 11).Select(n => ($"{n}.txt", Encoding.ASCII.GetBytes($"{n}"))).ToArray();
        using var answer = await web.As().PostAsync(Forms.Path, Forms.Of(Story, files: files));
        await Refused(web, answer, HttpStatusCode.BadRequest, "10 ficheros como máximo");
    }

    [Fact]
    public async Task A_body_beyond_all_patience_is_refused_before_it_is_read()
    {
        await using var web = await TestWeb.Start("sqlite", settings => settings.Reports.TotalMegabytes = 1);
        var answer = await Raw(web, contentLength: 5_000_000, "");
        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.Contains("demasiado grandes", answer, StringComparison.Ordinal);
        await Forms.NothingHappened(web);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_cut_in_the_middle_of_a_file_leaves_nothing(bool shorterThanSaid)
    {
        await using var web = await TestWeb.Start("sqlite");
        var body = "--x\r\nContent-Disposition: form-data; name=\"Form.Account\"\r\n\r\n" + Story
            + "\r\n--x\r\nContent-Disposition: form-data; name=\"Form.Files\"; filename=\"a.eml\"\r\n\r\n" + new string('a', 200_000);
        var answer = await Raw(web, shorterThanSaid ? body.Length + 100_000 : body.Length, body, hangUp: shorterThanSaid);
        if (!shorterThanSaid)
        {
            Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
            Assert.Contains("llegó incompleto", answer, StringComparison.Ordinal);
        }

        await Forms.NothingHappened(web);
    }

    [Fact]
    public async Task When_the_disk_refuses_nothing_is_registered_and_it_is_said()
    {
        await using var web = await TestWeb.Start("sqlite");
        var incoming = Path.Combine(web.Office.Folder, "incoming");
        Directory.CreateDirectory(incoming);
        Directory.Delete(incoming, recursive: true);
        await File.WriteAllTextAsync(incoming, "in the way");
        using var answer = await web.As().PostAsync(Forms.Path, Forms.Of(Story, files: ("a.eml", Forms.Mail)));
        await Refused(web, answer, HttpStatusCode.InsufficientStorage, "No queda espacio");
    }

    [Fact]
    public async Task When_the_shelves_are_full_nothing_is_registered_and_what_came_in_is_taken_away()
    {
        await using var web = await TestWeb.Start("sqlite");
        var shelves = Path.Combine(web.Office.Folder, "files");
        Directory.CreateDirectory(shelves);
        Directory.Delete(shelves, recursive: true);
        await File.WriteAllTextAsync(shelves, "in the way");
        using var answer = await web.As().PostAsync(Forms.Path, Forms.Of(Story, files: ("a.eml", Forms.Mail)));
        await Refused(web, answer, HttpStatusCode.InsufficientStorage, "No queda espacio");
    }

    [Fact]
    public async Task Too_often_is_said_with_when_to_come_back()
    {
        await using var web = await TestWeb.Start("sqlite", settings => settings.Reports.Most = 2);
        var client = web.As();
        await Forms.Send(client, Forms.Of("Uno"));
        await Forms.Send(client, Forms.Of("Dos"));
        using var answer = await client.PostAsync(Forms.Path, Forms.Of(Story, files: ("a.eml", Forms.Mail)));
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 600);
        var page = await Forms.Page(answer);
        Assert.Contains("2 avisos en 10 minutos", page.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Story, page.QuerySelector("#Form_Account")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await Forms.Reports(web)).Count);
        Assert.Empty(Forms.Left(web, "incoming"));
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("la oficina")]
    public void A_network_written_wrong_is_named(string network)
    {
        var settings = new OfficeSettings();
        settings.Networks.Add(network);
        var refused = Assert.Throws<StorageRefused>(() => new TownNetworks(settings));
        Assert.Equal(("settings.bad-network", network), (refused.Code, refused.Values[0]));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:192.168.4.20", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("172.32.0.0", false)]
    [InlineData("8.8.8.8", false)]
    [InlineData("2001:db8::1", false)]
    public void Without_networks_in_the_settings_the_private_ranges_are_the_town_halls(string address, bool inside) =>
        Assert.Equal(inside, new TownNetworks(new OfficeSettings()).Hold(IPAddress.Parse(address)));

    private static async Task Refused(TestWeb web, HttpResponseMessage answer, HttpStatusCode status, string sentence)
    {
        Assert.Equal(status, answer.StatusCode);
        var page = await Forms.Page(answer);
        Assert.Contains(sentence, page.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Story, page.QuerySelector("#Form_Account")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await Forms.Reports(web));
        Assert.Empty(Forms.Left(web, "incoming"));
        Assert.Empty(Forms.Left(web, "files"));
    }

    /// <summary>Sends a request by hand, says nothing more, and reads the answer to its end.</summary>
    private static async Task<string> Raw(TestWeb web, int contentLength, string body, bool hangUp = false)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, web.Address.Port);
        await using var stream = socket.GetStream();
        var head = $"POST /aviso HTTP/1.1\r\nHost: 127.0.0.1:{web.Address.Port}\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: {contentLength}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + body));
        if (hangUp)
        {
            socket.Client.Shutdown(SocketShutdown.Send);
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
