using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace Rebato.Platform.Access;

/// <summary>
/// Whom the town hall believes, as files: <c>trust/roots</c>, <c>trust/intermediates</c> (PEM or DER certificates)
/// and <c>trust/crl</c> (revocation lists). Nothing of the operating system's store counts. Files may be replaced
/// while the program runs; each is parsed again when its date changes.
/// </summary>
internal sealed class TrustFolder(string folder)
{
    private readonly ConcurrentDictionary<string, (DateTime Written, object? Parsed)> parsed = new();

    public X509Certificate2[] Roots() => Certificates("roots");

    public X509Certificate2[] Intermediates() => Certificates("intermediates");

    /// <summary>The revocation lists at hand; what cannot be read is passed over, for it proves nothing.</summary>
    public IReadOnlyList<X509Crl> RevocationLists() =>
        [.. Files("crl").Select(file => Parsed(file, ParseList)).OfType<X509Crl>()];

    /// <summary>Keeps a list that was fetched; a half-written one is never seen.</summary>
    public void Keep(string name, byte[] list)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, "crl")).FullName;
        var temporary = Path.Combine(place, $".{name}.{Environment.CurrentManagedThreadId}");
        File.WriteAllBytes(temporary, list);
        File.Move(temporary, Path.Combine(place, name + ".crl"), overwrite: true);
    }

    private X509Certificate2[] Certificates(string kind) =>
        [.. Files(kind).Select(file => Parsed(file, ParseCertificates)).OfType<X509Certificate2Collection>().SelectMany(some => some)];

    private IEnumerable<string> Files(string kind)
    {
        var place = Path.Combine(folder, kind);
        return Directory.Exists(place) ? Directory.EnumerateFiles(place).Where(file => !Path.GetFileName(file).StartsWith('.')).Order(StringComparer.Ordinal) : [];
    }

    private object? Parsed(string file, Func<byte[], object?> parse)
    {
        var written = File.GetLastWriteTimeUtc(file);
        if (parsed.TryGetValue(file, out var known) && known.Written == written)
            return known.Parsed;
        object? value;
        try
        {
            value = parse(File.ReadAllBytes(file));
        }
        catch (IOException)
        {
            return null;
        }
        parsed[file] = (written, value);
        return value;
    }

    private static X509Certificate2Collection? ParseCertificates(byte[] content)
    {
        try
        {
            var found = new X509Certificate2Collection();
            if (content.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
                found.ImportFromPem(System.Text.Encoding.ASCII.GetString(content));
            else
                found.Add(X509CertificateLoader.LoadCertificate(content));
            return found;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static X509Crl? ParseList(byte[] content)
    {
        try
        {
            return new X509CrlParser().ReadCrl(content);
        }
        catch (Exception broken) when (broken is GeneralSecurityException or IOException or ArgumentException or InvalidOperationException or FormatException or InvalidCastException)
        {
            return null;
        }
    }
}
