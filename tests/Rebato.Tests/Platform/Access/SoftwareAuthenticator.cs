using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rebato.Tests.Platform.Access;

/// <summary>What a phone or a security key does in a WebAuthn ceremony, as far as the server can see it.</summary>
internal sealed class SoftwareAuthenticator(string origin) : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(16);
    private string user = "";

    public uint Uses { get; set; }

    /// <summary>Present and verified; clear bit 2 for an authenticator that did not ask for the PIN.</summary>
    public byte Flags { get; set; } = 0b0000_0101;

    public string Create(string options)
    {
        var asked = JsonNode.Parse(options)!;
        user = (string)asked["user"]!["id"]!;
        var client = Client("webauthn.create", (string)asked["challenge"]!);
        var point = key.ExportParameters(false).Q;
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32, .. point.X!, 0x22, 0x58, 32, .. point.Y!];
        byte[] data = [.. Header((string)asked["rp"]!["id"]!, (byte)(Flags | 0b0100_0000)), .. new byte[16], 0, (byte)id.Length, .. id, .. cose];
        byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return Answer(new { clientDataJSON = Text(client), attestationObject = Text(attestation), transports = new[] { "internal" } });
    }

    public string Sign(string options)
    {
        var asked = JsonNode.Parse(options)!;
        var client = Client("webauthn.get", (string)asked["challenge"]!);
        Uses++;
        var data = Header((string)asked["rpId"]!, Flags);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new { clientDataJSON = Text(client), authenticatorData = Text(data), signature = Text(signature), userHandle = user });
    }

    public void Dispose() => key.Dispose();

    private string Answer(object response) => JsonSerializer.Serialize(new
    {
        id = Text(id),
        rawId = Text(id),
        type = "public-key",
        authenticatorAttachment = "platform",
        clientExtensionResults = new { },
        response,
    });

    private byte[] Client(string type, string challenge) => JsonSerializer.SerializeToUtf8Bytes(new { type, challenge, origin, crossOrigin = false });

    private byte[] Header(string party, byte flags)
    {
        var header = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(party)).CopyTo(header, 0);
        header[32] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(33), Uses);
        return header;
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
