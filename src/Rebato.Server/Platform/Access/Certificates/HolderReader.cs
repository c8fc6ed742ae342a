using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace Rebato.Platform.Access;

/// <summary>
/// Takes the holder from a certificate: the subject's serialNumber (2.5.4.5) as <c>IDCES-12345678Z</c>
/// (ETSI EN 319 412-1, 5.1.3) or bare as FNMT and DNIe write it; where it is missing, the directory name of the
/// subject alternative name, whose attributes 2.16.724.1.3.5.7.{1|2}.n the public-employee profile defines.
/// </summary>
internal static partial class HolderReader
{
    private const string CommonName = "2.5.4.3", Surname = "2.5.4.4", SerialNumber = "2.5.4.5", Organization = "2.5.4.10", GivenName = "2.5.4.42";

    /// <summary>Null when no valid tax number is found, or when the two places name different people.</summary>
    public static CertificateHolder? Read(X509Certificate2 certificate)
    {
        var subject = Subject(certificate.SubjectName);
        var profile = Profile(certificate);
        var written = Identifier().Match(subject.GetValueOrDefault(SerialNumber, ""));
        var fromSubject = written.Success ? Nif.Read(written.Groups["number"].Value) : null;
        var fromProfile = Nif.Read(profile.GetValueOrDefault("4"));
        if (fromSubject is not null && fromProfile is not null && fromSubject != fromProfile)
            return null;
        var nif = fromSubject ?? fromProfile;
        if (nif is null)
            return null;
        var name = Joined(profile, "6", "7", "8") ?? Joined(subject, GivenName, Surname) ?? subject.GetValueOrDefault(CommonName);
        return name is null ? null : new CertificateHolder(
            nif, name, profile.GetValueOrDefault("2") ?? subject.GetValueOrDefault(Organization),
            profile.GetValueOrDefault("3"), profile.GetValueOrDefault("10"), profile.GetValueOrDefault("11"));
    }

    private static string? Joined(Dictionary<string, string> from, params ReadOnlySpan<string> keys)
    {
        var parts = new List<string>();
        foreach (var key in keys)
            if (from.TryGetValue(key, out var part) && part.Length > 0)
                parts.Add(part);
        return parts.Count == 0 ? null : string.Join(' ', parts);
    }

    private static Dictionary<string, string> Subject(X500DistinguishedName name)
    {
        var values = new Dictionary<string, string>();
        foreach (var part in name.EnumerateRelativeDistinguishedNames())
            if (!part.HasMultipleElements && part.GetSingleElementType().Value is { } oid && part.GetSingleElementValue() is { } value)
                values.TryAdd(oid, value.Trim());
        return values;
    }

    /// <summary>The attributes of the profile under their last number: 2 entity, 3 its tax number, 4 NIF, 6 to 8 name, 10 unit, 11 post.</summary>
    private static Dictionary<string, string> Profile(X509Certificate2 certificate)
    {
        var values = new Dictionary<string, string>();
        foreach (var extension in certificate.Extensions)
            if (extension.Oid?.Value == "2.5.29.17")
                foreach (var name in DirectoryNames(extension.RawData))
                    foreach (var (oid, value) in Subject(name))
                        if (ProfileAttribute().Match(oid) is { Success: true } attribute)
                            values.TryAdd(attribute.Groups["last"].Value, value);
        return values;
    }

    private static List<X500DistinguishedName> DirectoryNames(byte[] generalNames)
    {
        var found = new List<X500DistinguishedName>();
        var directoryName = new Asn1Tag(TagClass.ContextSpecific, 4, isConstructed: true);
        try
        {
            var names = new AsnReader(generalNames, AsnEncodingRules.DER).ReadSequence();
            while (names.HasData)
                if (names.PeekTag() == directoryName)
                    found.Add(new X500DistinguishedName(names.ReadSequence(directoryName).ReadEncodedValue().Span));
                else
                    names.ReadEncodedValue();
        }
        catch (Exception broken) when (broken is AsnContentException or CryptographicException)
        {
            return [];
        }
        return found;
    }

    [GeneratedRegex(@"^(?:(?:IDC|PNO|TIN)ES-)?(?<number>[0-9A-Z]{9})$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^2\.16\.724\.1\.3\.5\.7\.[12]\.(?<last>[0-9]+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex ProfileAttribute();
}
