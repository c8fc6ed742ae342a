using System.Formats.Asn1;

namespace Rebato.Platform.Access;

/// <summary>The certificatePolicies extension (RFC 5280, 4.2.1.4).</summary>
internal static class StatedPolicies
{
    /// <summary>The identifiers it states; throws <see cref="AsnContentException"/> when it is malformed.</summary>
    public static List<string> Read(byte[] extension)
    {
        var found = new List<string>();
        var policies = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence();
        while (policies.HasData)
            found.Add(policies.ReadSequence().ReadObjectIdentifier());
        return found;
    }
}
