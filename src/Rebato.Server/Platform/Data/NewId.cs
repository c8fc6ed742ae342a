using Rebato.Kernel;

namespace Rebato.Platform.Data;

/// <summary>Keys of records: UUIDv7 (RFC 9562) of the instant of the act, so that they sort as things happened.</summary>
public static class NewId
{
    public static Guid At(Instant instant) => Guid.CreateVersion7(instant.Utc);
}
