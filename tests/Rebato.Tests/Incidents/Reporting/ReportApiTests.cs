using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Incidents.Reporting;

/// <summary>«POST /api/v1/avisos»: what programs send and read back.</summary>
public sealed class ReportApiTests
{
    public static TheoryData<string> Engines => TestOffice.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_report_in_json_is_created_once_whatever_the_times_it_is_sent(string engine)
    {
        await using var web = await TestWeb.Start(engine);
        var client = web.As();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "antivirus-77");
        using var first = await client.PostAsJsonAsync(Forms.Api, new { kind = "ComputerActsStrangely", account = "El antivirus ha parado un programa", personalData = "No" });
        using var second = await client.PostAsJsonAsync(Forms.Api, new { kind = "ComputerActsStrangely", account = "El antivirus ha parado un programa", personalData = "No" });

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        var (created, known) = (await Body(first), await Body(second));
        Assert.Equal("AV-2026-0001", created.GetProperty("number").GetString());
        Assert.False(created.GetProperty("again").GetBoolean());
        Assert.True(known.GetProperty("again").GetBoolean());
        Assert.Equal("2026-11-24T09:00:00+01:00", known.GetProperty("receivedAt").GetString());
        Assert.Equal(first.Headers.Location!.ToString(), created.GetProperty("receipt").GetString());
        Assert.Equal(ReportChannel.Api, Assert.Single(await Forms.Reports(web)).Channel);
        using var receipt = await client.GetAsync(first.Headers.Location);
        Assert.Equal(HttpStatusCode.OK, receipt.StatusCode);
    }

    [Fact]
    public async Task Whoever_guesses_a_key_does_not_read_what_was_said_under_it()
    {
        await using var web = await TestWeb.Start("sqlite");
        var client = web.As();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "1");
        using var first = await client.PostAsJsonAsync(Forms.Api, new { account = "Mi jefe copia expedientes" });
        using var guess = await client.PostAsJsonAsync(Forms.Api, new { account = "x" });
        var receipt = (await Body(guess)).GetProperty("receipt").GetString()!;
        Assert.DoesNotContain("expedientes", await client.GetStringAsync(receipt), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_come_as_parts_of_a_form()
    {
        await using var web = await TestWeb.Start("sqlite");
        using var form = new MultipartFormDataContent { { new StringContent("Correo raro"), "account" }, { new ByteArrayContent(Forms.Mail), "files", "raro.eml" } };
        using var answer = await web.As().PostAsync(Forms.Api, form);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(Forms.Mail.Length, Assert.Single(await Forms.Evidence(web)).Size);
        Assert.Equal(ReportKind.SomethingElse, Assert.Single(await Forms.Reports(web)).Kind);
    }

    [Theory]
    [InlineData("""{"kind":"Meteorito","account":"x"}""", "report.kind-unknown", "kind")]
    [InlineData("""{"kind":"3","account":"x"}""", "report.kind-unknown", "kind")]
    [InlineData("""{"account":"x","personalData":"quizá"}""", "report.personal-unknown", "personalData")]
    [InlineData("""{"account":""}""", "report.says-nothing", "account")]
    [InlineData("""{"account":7}""", "report.json-unreadable", "account")]
    [InlineData("""{"acount":"x"}""", "report.json-unreadable", "acount")]
    [InlineData("""{"account":"\ud800"}""", null, null)]
    [InlineData("""[]""", "report.json-unreadable", null)]
    [InlineData("""null""", "report.json-unreadable", null)]
    [InlineData("""{"account":""", "report.json-unreadable", "account")]
    public async Task What_cannot_be_taken_is_said_with_its_field(string json, string? code, string? field)
    {
        await using var web = await TestWeb.Start("sqlite");
        using var answer = await web.As().PostAsync(Forms.Api, new StringContent(json, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await Body(answer);
        Assert.Equal(400, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        if (code is not null)
        {
            Assert.Equal(code, problem.GetProperty("code").GetString());
            Assert.Equal(field, problem.TryGetProperty("field", out var named) ? named.GetString() : null);
        }

        await Forms.NothingHappened(web);
    }

    [Fact]
    public async Task Other_kinds_of_body_too_large_ones_too_many_and_other_networks_have_their_own_answers()
    {
        await using var web = await TestWeb.Start("sqlite", settings => (settings.Reports.FileMegabytes, settings.Reports.Most) = (1, 2));
        using var text = await web.As().PostAsync(Forms.Api, new StringContent("hola"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, text.StatusCode);
        using var large = await web.As().PostAsync(Forms.Api, Forms.Of("x", files: ("a", Forms.Bytes(1_000_001))));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        using var often = await web.As().PostAsJsonAsync(Forms.Api, new { account = "x" });
        Assert.Equal(HttpStatusCode.TooManyRequests, often.StatusCode);
        Assert.NotNull(often.Headers.RetryAfter);
        Assert.Equal("report.too-often", (await Body(often)).GetProperty("code").GetString());

        await using var elsewhere = await TestWeb.Start("sqlite", settings => settings.Networks.Add("203.0.113.0/24"));
        using var outside = await elsewhere.As(Role.DeskAgent).PostAsJsonAsync(Forms.Api, new { account = "x" });
        Assert.Equal(HttpStatusCode.Forbidden, outside.StatusCode);
        await Forms.NothingHappened(elsewhere);
    }

    [Fact]
    public async Task A_session_says_nothing_here()
    {
        await using var web = await TestWeb.Start("sqlite");
        using var answer = await web.As(Role.SecurityOfficer).PostAsJsonAsync(Forms.Api, new { account = "x" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Null(Assert.Single(await Forms.Reports(web)).Reporter);
    }

    [Fact]
    public async Task The_interface_describes_itself()
    {
        await using var web = await TestWeb.Start("sqlite");
        var description = await web.As().GetFromJsonAsync<JsonElement>("/api/openapi.json");
        var post = description.GetProperty("paths").GetProperty(Forms.Api).GetProperty("post");
        Assert.Equal(["multipart/form-data", "application/json"], post.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(c => c.Name));
        Assert.Equal("Idempotency-Key", post.GetProperty("parameters")[0].GetProperty("name").GetString());
        Assert.All((string[])["200", "201", "400", "403", "413", "415", "429", "507"], code => Assert.True(post.GetProperty("responses").TryGetProperty(code, out _), code));
    }

    private static Task<JsonElement> Body(HttpResponseMessage answer) => answer.Content.ReadFromJsonAsync<JsonElement>();
}
