using Rebato.Ledger;

namespace Rebato.Platform.Ledger;

/// <summary><c>POST /add-checkpoint</c> of C2SP tlog-witness, and <c>GET /key</c> with the witness's public key.</summary>
public static class WitnessEndpoint
{
    public static WebApplication Build(WitnessDesk desk, NoteVerifier key, string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address).ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = WitnessRequest.MaxLength;
        });
        var app = builder.Build();
        app.MapGet("/key", () => Results.Text($"{key}\n"));
        app.MapPost("/add-checkpoint", async (HttpRequest request, CancellationToken cancellation) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellation);
            var answer = desk.Answer(body.ToArray());
            return Results.Text(answer.Body, answer.ContentType, statusCode: answer.Status);
        });
        return app;
    }
}
