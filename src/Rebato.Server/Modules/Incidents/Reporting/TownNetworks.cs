using System.Net;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents.Reporting;

/// <summary>The town hall's networks, from which anybody may report without saying who they are.</summary>
internal sealed class TownNetworks
{
    private static readonly string[] Private =
        ["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "::1/128", "fc00::/7", "fe80::/10"];

    private readonly IReadOnlyList<IPNetwork> networks;

    /// <summary>Those of the settings; loopback and the private ranges (RFC 1918, RFC 4193) when they name none.</summary>
    public TownNetworks(OfficeSettings settings) => networks = [.. (settings.Networks.Count > 0 ? settings.Networks : Private).Select(Read)];

    public bool Hold(HttpContext context)
    {
        // A proxy that nobody declared hides where the request comes from.
        var headers = context.Request.Headers;
        if (headers.ContainsKey("X-Forwarded-For") || headers.ContainsKey("Forwarded"))
        {
            return false;
        }

        return context.Connection.RemoteIpAddress is { } address && Hold(address);
    }

    public bool Hold(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(network => network.Contains(plain));
    }

    private static IPNetwork Read(string text) =>
        IPNetwork.TryParse(text.Trim(), out var network) ? network : throw new StorageRefused("settings.bad-network", text);
}
