using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Rebato.Kernel;
using Rebato.Platform.Access;

namespace Rebato.Tests.Platform.Access;

public sealed class RevocationOnlineTests
{
    private static readonly CertificateTerms Online = CertificateTerms.PublicEmployee with { Revocation = new RevocationTerms(AcceptStaleHours: 0, Online: true) };

    [Fact]
    public async Task A_missing_list_is_fetched_from_its_distribution_point_and_kept_for_the_day_without_network()
    {
        using var authority = new TestAuthority();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var server = builder.Build();
        var address = $"http://127.0.0.1:{FreePort()}";
        server.Urls.Add(address);
        server.MapGet("/issuer.crl", () => Results.Bytes(authority.IssuerList(TimeSpan.FromHours(24))));
        await server.StartAsync(TestContext.Current.CancellationToken);
        authority.Remove("crl/issuer.crl");
        using var certificate = authority.Issue(new Wanted { Point = address + "/issuer.crl" });

        Assert.Equal(RevocationSource.List, (await Judge(authority.Folder, certificate, Instant.From(TestAuthority.Now), Online)).Value.Revocation.Source);
        await server.StopAsync(TestContext.Current.CancellationToken);
        Assert.Null((await Judge(authority.Folder, certificate, Instant.From(TestAuthority.Now), CertificateTerms.PublicEmployee)).Refusal);
    }

    [Fact]
    public async Task A_partition_for_other_certificates_proves_nothing()
    {
        using var authority = new TestAuthority();
        authority.Remove("crl/issuer.crl");
        using var certificate = authority.Issue(new Wanted { Point = "http://127.0.0.1:1/otra.crl" });
        Assert.Equal("certificate.revocation-unknown", (await Judge(authority.Folder, certificate, Instant.From(TestAuthority.Now), Online)).Refusal?.Code);
    }

    [Fact]
    public async Task The_authority_list_and_responder_of_another_program_are_understood()
    {
        var folder = Directory.CreateTempSubdirectory("rebato-openssl-").FullName;
        try
        {
            var port = FreePort();
            await OpenSslAuthority(folder, port);
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, "leaf.pem"));
            var now = Instant.From(TimeProvider.System.GetUtcNow());
            var byList = (await Judge(folder, certificate, now, CertificateTerms.PublicEmployee)).Value;
            Assert.Equal((RevocationSource.List, "12345678Z"), (byList.Revocation.Source, byList.Holder.Nif.Value));

            Assert.Equal(RevocationSource.Ocsp, (await WithResponder(folder, port, () => Judge(folder, certificate, now, Online))).Value.Revocation.Source);
            await Run(folder, "ca -batch -config ca.cnf -revoke leaf.pem");
            Assert.Equal(CertificateRefusals.Revoked, (await WithResponder(folder, port, () => Judge(folder, certificate, now, Online))).Refusal);
            await Run(folder, "ca -batch -config ca.cnf -gencrl -out crl/root.crl");
            File.SetLastWriteTimeUtc(Path.Combine(folder, "crl/root.crl"), DateTime.UnixEpoch);
            Assert.Equal(CertificateRefusals.Revoked, (await Judge(folder, certificate, now, CertificateTerms.PublicEmployee)).Refusal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Outcome<CertificateVerdict>> Judge(string folder, X509Certificate2 certificate, Instant at, CertificateTerms terms)
    {
        using var client = new HttpClient();
        return await new CertificateCheck(new TrustFolder(folder), new RevocationNetwork(client), terms).Judge(certificate, at, TestContext.Current.CancellationToken);
    }

    private static async Task<T> WithResponder<T>(string folder, int port, Func<Task<T>> ask)
    {
        var start = new ProcessStartInfo("openssl", $"ocsp -index index.txt -port {port} -rsigner roots/root.pem -rkey root.key -CA roots/root.pem -ndays 1") { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        using var responder = Process.Start(start)!;
        try
        {
            // It says so when it listens.
            while (await responder.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("waiting", StringComparison.OrdinalIgnoreCase))
                Assert.False(responder.HasExited, line);
            return await ask();
        }
        finally
        {
            responder.Kill();
            await responder.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task OpenSslAuthority(string folder, int port)
    {
        Directory.CreateDirectory(Path.Combine(folder, "roots"));
        Directory.CreateDirectory(Path.Combine(folder, "crl"));
        Directory.CreateDirectory(Path.Combine(folder, "new"));
        await File.WriteAllTextAsync(Path.Combine(folder, "index.txt"), "");
        await File.WriteAllTextAsync(Path.Combine(folder, "serial"), "1001\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "crlnumber"), "01\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "ca.cnf"), $"""
            [req]
            distinguished_name = dn
            [dn]
            [ca]
            default_ca = this
            [this]
            dir = .
            database = index.txt
            serial = serial
            crlnumber = crlnumber
            new_certs_dir = new
            certificate = roots/root.pem
            private_key = root.key
            default_md = sha256
            default_days = 365
            default_crl_days = 7
            policy = any
            [any]
            countryName = optional
            serialNumber = optional
            commonName = supplied
            [authority]
            basicConstraints = critical, CA:TRUE
            keyUsage = critical, keyCertSign, cRLSign, digitalSignature
            subjectKeyIdentifier = hash
            [employee]
            basicConstraints = critical, CA:FALSE
            keyUsage = critical, digitalSignature
            extendedKeyUsage = clientAuth
            certificatePolicies = 2.16.724.1.3.5.7.2
            authorityKeyIdentifier = keyid
            authorityInfoAccess = OCSP;URI:http://127.0.0.1:{port}
            """);
        await Run(folder, "req -x509 -newkey rsa:2048 -nodes -keyout root.key -out roots/root.pem -days 3650 -subj \"/C=ES/CN=Autoridad ajena\" -extensions authority -config ca.cnf");
        await Run(folder, "req -new -newkey rsa:2048 -nodes -keyout leaf.key -out leaf.csr -subj \"/C=ES/serialNumber=IDCES-12345678Z/CN=ROBLES SANZ CARMEN\" -config ca.cnf");
        await Run(folder, "ca -batch -notext -config ca.cnf -in leaf.csr -out leaf.pem -extensions employee");
        await Run(folder, "ca -batch -config ca.cnf -gencrl -out crl/root.crl");
    }

    private static async Task Run(string folder, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await output;
        Assert.True(process.ExitCode == 0, $"openssl {arguments}: {errors}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
