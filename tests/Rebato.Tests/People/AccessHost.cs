using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Rebato.Platform.Access;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.People;

/// <summary>The office as `serve` puts it together: its own listeners, the port of certificates with real TLS, its settings.</summary>
internal sealed class AccessHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DataFolder folder;

    private AccessHost(TestOffice test, DataFolder folder, OfficeSettings settings, IConfiguration configuration)
    {
        Test = test;
        this.folder = folder;
        Settings = settings;
        app = OfficeHost.Build(folder, test.Storage, settings, configuration, builder =>
            builder.WebHost.ConfigureKestrel(kestrel => Listeners.Configure(kestrel, settings, folder)));
    }

    public TestOffice Test { get; }
    public OfficeSettings Settings { get; }
    public Uri Main => new(Settings.Listen);
    public string Trust => folder.Trust;

    public static async Task<AccessHost> Start(string engine, params (string Key, string Value)[] configuration)
    {
        var test = await TestOffice.Open(engine);
        var folder = DataFolder.TryOpen(test.Folder)!;
        WriteServerCertificate(folder.Tls);
        var settings = new OfficeSettings { Listen = $"http://127.0.0.1:{FreePort()}", CertificateUrl = $"https://127.0.0.1:{FreePort()}" };
        var host = new AccessHost(test, folder, settings, new ConfigurationBuilder().AddInMemoryCollection(configuration.Select(each => KeyValuePair.Create(each.Key, (string?)each.Value))).Build());
        await host.app.StartAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
        await Test.DisposeAsync();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void WriteServerCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(TestAuthorityNow.AddDays(-1), TestAuthorityNow.AddYears(1));
        File.WriteAllText(Path.Combine(folder, "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private static DateTimeOffset TestAuthorityNow => Rebato.Tests.Platform.Access.TestAuthority.Now;
}
