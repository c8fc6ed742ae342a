using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Rebato.Modules.People;

/// <summary>
/// Tells the framework whom <see cref="Identify"/> found. It is the default scheme, so that the identity provider's,
/// when it is the only other one, is never asked about every request.
/// </summary>
internal sealed class OwnSession(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "rebato";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(Context.User.Identity?.IsAuthenticated == true
            ? AuthenticateResult.Success(new AuthenticationTicket(Context.User, Name))
            : AuthenticateResult.NoResult());
}
