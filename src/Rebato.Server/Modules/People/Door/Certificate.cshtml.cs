using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Access;
using Rebato.Platform.Cli;

namespace Rebato.Modules.People;

/// <summary>/entrar/certificado: says what is going to happen, and goes to the port where TLS asks for the certificate.</summary>
[OpenToAll("the door")]
internal sealed class CertificatePage(OfficeSettings settings) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Volver { get; set; }

    public bool Offered => settings.CertificateUrl.Length > 0;

    public IActionResult OnPost()
    {
        if (!Offered)
            return Page();
        var asked = WithCertificate.Begin(HttpContext, Detour.Inside(Volver));
        var port = BindingAddress.Parse(settings.CertificateUrl).Port;
        return Redirect($"https://{Request.Host.Host}:{port}/entrar/certificado/tls?peticion={asked}");
    }
}
