using Rebato.Traffic.Reading;

namespace Rebato.Traffic;

/// <summary>What a run is about: the house, the window, what is allowed and what is looked for.</summary>
/// <param name="Scope">The house.</param>
/// <param name="Window">The time.</param>
/// <param name="Allowed">Destinations that somebody answers for.</param>
/// <param name="Indicators">What would say something if it were seen.</param>
public sealed record Survey(TrafficScope Scope, Window Window, IReadOnlyList<AllowRule> Allowed, IReadOnlyList<Indicator> Indicators);

/// <summary>The survey in the shape that is asked forty million times.</summary>
internal sealed class Terrain
{
    private static readonly Network[] NeverOutside =
    [
        .. new[] { "127.0.0.0/8", "224.0.0.0/4", "169.254.0.0/16", "255.255.255.255/32", "0.0.0.0/8", "::1/128", "fe80::/10", "ff00::/8" }
            .Select(n => Network.TryParse(n, out var network) ? network : default),
    ];

    private readonly NetworkSet inside;
    private readonly NetworkSet group;
    private readonly NetworkSet allowed;
    private readonly Dictionary<Address, int> systems = [];
    private readonly ReadingOptions[] reading;

    public Terrain(Survey survey)
    {
        Survey = survey;
        Rules = [.. survey.Allowed];
        inside = new(survey.Scope.Internal.Select(n => Network.TryParse(n, out var network) ? network : default).Concat(NeverOutside));
        group = new(NeverOutside);
        allowed = new(Rules.Select(r => r.Destination));
        for (var s = 0; s < survey.Scope.Systems.Count; s++)
        {
            foreach (var text in survey.Scope.Systems[s].Addresses)
            {
                if (Address.TryParse(text, out var address))
                    systems[address] = s;
            }
        }
        Domains = survey.Indicators.Select((indicator, i) => (indicator.Domain, i)).Where(d => d.Domain is not null)
            .GroupBy(d => d.Domain!, d => d.i).ToDictionary(g => g.Key, g => g.First());
        Blocks = [.. survey.Indicators.Select((indicator, i) => (indicator.Block, i)).Where(b => b.Block is not null).Select(b => (b.Block!.Value, b.i))];
        Zone = new(TimeZoneInfo.FindSystemTimeZoneById(survey.Scope.Zone));
        // A wall clock costs a hundred years of looking up: once for each sensor, not for each file.
        reading = [.. survey.Scope.Sensors.Select(s => new ReadingOptions(
            s.Zone is { } zone ? new WallClock(TimeZoneInfo.FindSystemTimeZoneById(zone)) : Zone, s.Columns, s.CountsInward, s.Mtu))];
    }

    public Survey Survey { get; }

    public AllowRule[] Rules { get; }

    /// <summary>Indicator of each domain sought.</summary>
    public Dictionary<string, int> Domains { get; }

    public (Network Block, int Indicator)[] Blocks { get; }

    public WallClock Zone { get; }

    public bool Inside(Address address) => inside.Contains(address) || systems.ContainsKey(address);

    /// <summary>Whether it is a multicast, broadcast or link-local address, which stays on the segment but reaches many.</summary>
    public bool Group(Address address) => group.Contains(address);

    /// <summary>The critical system at an address, or −1.</summary>
    public int SystemAt(Address address) => systems.TryGetValue(address, out var system) ? system : -1;

    /// <summary>The first rule that covers it, or −1.</summary>
    public int RuleFor(Address sender, Address receiver, ushort port)
    {
        if (!allowed.Contains(receiver))
            return -1;
        for (var r = 0; r < Rules.Length; r++)
        {
            if (Rules[r].Covers(sender, receiver, port))
                return r;
        }
        return -1;
    }

    /// <summary>How the files of a sensor are to be read.</summary>
    public ReadingOptions Reading(int sensor) => sensor < reading.Length ? reading[sensor] : new(Zone);
}
