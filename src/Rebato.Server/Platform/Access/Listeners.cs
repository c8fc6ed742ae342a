using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;

namespace Rebato.Platform.Access;

/// <summary>
/// Where the office listens: the main address, with TLS when it says https, and, when it is set, the port on which TLS
/// asks for the certificate of the public employee. The server's own certificate lies in the data folder:
/// <c>tls/server.pem</c> with <c>tls/server.key</c>.
/// </summary>
public static class Listeners
{
    private const string Usual = "http://127.0.0.1:5080";

    public static void Configure(KestrelServerOptions kestrel, OfficeSettings settings, DataFolder folder)
    {
        var server = new Lazy<X509Certificate2>(() => ServerCertificate(folder.Tls));
        foreach (var url in (settings.Listen.Length > 0 ? settings.Listen : Usual).Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var address = BindingAddress.Parse(url);
            Listen(kestrel, address, listen =>
            {
                if (address.Scheme == "https")
                    listen.UseHttps(server.Value);
            });
        }
        if (settings.CertificateUrl.Length > 0)
            ListenForCertificates(kestrel, BindingAddress.Parse(settings.CertificateUrl), server.Value);
    }

    /// <summary>
    /// The port of certificates. Whom to believe is decided afterwards by <see cref="CertificateCheck"/>: the operating
    /// system's list of authorities has no say.
    /// </summary>
    public static void ListenForCertificates(KestrelServerOptions kestrel, BindingAddress address, X509Certificate2 server) =>
        Listen(kestrel, address, listen => listen.UseHttps(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = server,
            ClientCertificateMode = ClientCertificateMode.RequireCertificate,
            ClientCertificateValidation = (_, _, _) => true,
        }));

    /// <summary>Where the office itself is, seen from the port of certificates: the same host, the main address's scheme and port.</summary>
    public static string MainAddress(OfficeSettings settings, HttpContext http)
    {
        var main = BindingAddress.Parse((settings.Listen.Length > 0 ? settings.Listen : Usual).Split(';')[0]);
        var usual = main.Port == (main.Scheme == "https" ? 443 : 80);
        return $"{main.Scheme}://{http.Request.Host.Host}{(usual ? "" : $":{main.Port}")}";
    }

    private static void Listen(KestrelServerOptions kestrel, BindingAddress address, Action<ListenOptions> configure)
    {
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
            kestrel.Listen(ip, address.Port, configure);
        else if (address.Host == "localhost")
            kestrel.ListenLocalhost(address.Port, configure);
        else
            kestrel.ListenAnyIP(address.Port, configure);
    }

    private static X509Certificate2 ServerCertificate(string folder)
    {
        var (certificate, key) = (Path.Combine(folder, "server.pem"), Path.Combine(folder, "server.key"));
        if (!File.Exists(certificate) && !File.Exists(key))
            OwnCertificate.Make(certificate, key);
        if (!File.Exists(certificate) || !File.Exists(key))
            throw new StorageRefused("tls.certificate-missing", certificate, key);
        try
        {
            using var read = X509Certificate2.CreateFromPemFile(certificate, key);
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        }
        catch (CryptographicException unreadable)
        {
            throw new StorageRefused("tls.certificate-unreadable", certificate, unreadable.Message);
        }
    }
}
