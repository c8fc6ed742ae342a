using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Rebato.Tests.People;

/// <summary>An OpenID Connect provider of one client and one person: discovery, keys, authorisation code with PKCE.</summary>
internal sealed class Provider : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "k1" };
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce)> codes = new();

    private Provider(int port)
    {
        Authority = $"http://127.0.0.1:{port}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add(Authority);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Authority,
            authorization_endpoint = Authority + "/authorize",
            token_endpoint = Authority + "/token",
            jwks_uri = Authority + "/jwks",
            response_types_supported = new[] { "code" },
            id_token_signing_alg_values_supported = new[] { "RS256" },
        }));
        app.MapGet("/jwks", () => Results.Text(Keys(), "application/json"));
        app.MapGet("/authorize", (Delegate)Authorize);
        app.MapPost("/token", (Delegate)Token);
    }

    public string Authority { get; }
    public string Subject { get; set; } = "0f1e2d";
    public string Login { get; set; } = "ana.gil";
    public string? Prompt { get; private set; }

    public static async Task<Provider> Start()
    {
        var provider = new Provider(AccessHost.FreePort());
        await provider.app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Rsa.Dispose();
    }

    private IResult Authorize(HttpContext context)
    {
        var asked = context.Request.Query;
        Prompt = asked["prompt"];
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        codes[code] = (asked["code_challenge"]!, asked["nonce"]!);
        return Results.Redirect($"{asked["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(asked["state"]!)}");
    }

    private async Task<IResult> Token(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var proof = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!)));
        if (!codes.TryRemove(form["code"]!, out var asked) || asked.Challenge != proof || form["client_secret"] != "secreto")
            return Results.BadRequest(new { error = "invalid_grant" });
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Authority,
            Audience = "rebato",
            Subject = new ClaimsIdentity([new Claim("sub", Subject), new Claim("preferred_username", Login), new Claim("nonce", asked.Nonce)]),
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        });
        return Results.Json(new { access_token = "x", token_type = "Bearer", expires_in = 60, id_token = token });
    }

    private string Keys()
    {
        var open = key.Rsa.ExportParameters(false);
        return $$"""{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"k1","n":"{{Base64Url.EncodeToString(open.Modulus)}}","e":"{{Base64Url.EncodeToString(open.Exponent)}}"}]}""";
    }
}
