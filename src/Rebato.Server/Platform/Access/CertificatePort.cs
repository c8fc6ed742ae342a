using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Rebato.Platform.Cli;

namespace Rebato.Platform.Access;

/// <summary>
/// The port on which TLS asks for the certificate of the public employee. Whom to believe is decided afterwards by
/// <see cref="CertificateCheck"/>: the operating system's list of authorities has no say.
/// </summary>
public static class CertificatePort
{
    public static void Listen(KestrelServerOptions kestrel, Uri url, X509Certificate2 server)
    {
        void Https(ListenOptions listen) => listen.UseHttps(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = server,
            ClientCertificateMode = ClientCertificateMode.RequireCertificate,
            ClientCertificateValidation = (_, _, _) => true,
        });

        if (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address))
            kestrel.Listen(address, url.Port, Https);
        else if (url.Host == "localhost")
            kestrel.ListenLocalhost(url.Port, Https);
        else
            kestrel.ListenAnyIP(url.Port, Https);
    }

    /// <summary>Where the office itself is, seen from the certificate's port: the same host, the main address's scheme and port.</summary>
    public static string MainAddress(OfficeSettings settings, HttpContext http)
    {
        var first = settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "http://localhost";
        var main = BindingAddress.Parse(first);
        var usual = main.Port == (main.Scheme == "https" ? 443 : 80);
        return $"{main.Scheme}://{http.Request.Host.Host}{(usual ? "" : $":{main.Port}")}";
    }
}
