using Rebato.Kernel;

namespace Rebato.Modules.Incidents;

/// <summary>The editions of the tables; the one used is kept with each record.</summary>
public static class Edition
{
    public const string Of2021 = "2021";
    public const string Of2019 = "2019";

    /// <summary>The edition asked for, or the one in force when nobody knows that one.</summary>
    public static string Known(string? edition) => edition == Of2019 ? Of2019 : Of2021;

    public static Citation Table(string edition) =>
        edition == Of2019 ? new Citation("Guía nacional 2019", "peligrosidad") : new Citation("RD 43/2021", "anexo, tabla 1 y apdo. 3");
}

/// <summary>
/// A type of incident. Its names are resources: <c>type.KEY</c>, <c>class.CLASS</c>.
/// </summary>
/// <param name="InRsit">Whether class and key are also those of the Reference Security Incident Taxonomy, version 1003.</param>
/// <param name="Danger2021">Danger level in the edition of 2021; null where that edition has no such type.</param>
/// <param name="Danger2019">The same in the edition of 2019.</param>
public sealed record IncidentType(string Key, string Class, bool InRsit, Level? Danger2021, Level? Danger2019)
{
    /// <summary>The machine tag others understand, such as <c>rsit:fraud="phishing"</c>; null when there is none.</summary>
    public string? Rsit => InRsit ? $"rsit:{Class}=\"{Key}\"" : null;

    public Level? Danger(string edition) => edition == Edition.Of2019 ? Danger2019 : Danger2021;
}

/// <summary>Ten classes and thirty-six types (RD 43/2021 annex, table 1), and the three that only the edition of 2019 had.</summary>
public static class Taxonomy
{
    public static IReadOnlyList<IncidentType> All { get; } =
    [
        new("spam", "abusive-content", true, Level.Low, Level.Low),
        new("harmful-speech", "abusive-content", true, Level.Medium, Level.Medium),
        new("violence", "abusive-content", true, Level.High, Level.High),
        new("infected-system", "malicious-code", true, Level.High, Level.High),
        new("c2-server", "malicious-code", true, Level.High, Level.High),
        new("malware-distribution", "malicious-code", true, Level.VeryHigh, Level.VeryHigh),
        new("malware-configuration", "malicious-code", true, Level.VeryHigh, Level.VeryHigh),
        new("dga-domain", "malicious-code", false, null, Level.High),
        new("scanner", "information-gathering", true, Level.Low, Level.Low),
        new("sniffing", "information-gathering", true, Level.Low, Level.Low),
        new("social-engineering", "information-gathering", true, Level.Medium, Level.Medium),
        new("ids-alert", "intrusion-attempts", true, Level.Medium, Level.Medium),
        new("brute-force", "intrusion-attempts", true, Level.Medium, Level.Medium),
        new("exploit", "intrusion-attempts", true, Level.High, Level.VeryHigh),
        new("privileged-account-compromise", "intrusions", true, Level.High, Level.Medium),
        new("unprivileged-account-compromise", "intrusions", true, Level.Medium, Level.Low),
        new("application-compromise", "intrusions", true, Level.High, Level.High),
        new("burglary", "intrusions", true, Level.VeryHigh, Level.VeryHigh),
        new("dos", "availability", true, Level.High, Level.High),
        new("ddos", "availability", true, Level.High, Level.High),
        new("misconfiguration", "availability", true, Level.Medium, null),
        new("sabotage", "availability", true, Level.VeryHigh, Level.VeryHigh),
        new("outage", "availability", true, Level.VeryHigh, Level.VeryHigh),
        new("unauthorised-information-access", "information-content-security", true, Level.High, Level.High),
        new("unauthorised-information-modification", "information-content-security", true, Level.High, Level.High),
        new("data-loss", "information-content-security", true, Level.High, Level.High),
        new("unauthorised-use-of-resources", "fraud", true, Level.Medium, Level.Medium),
        new("copyright", "fraud", true, Level.Medium, Level.Medium),
        new("masquerade", "fraud", true, Level.Medium, Level.Medium),
        new("phishing", "fraud", true, Level.High, Level.High),
        new("weak-crypto", "vulnerable", true, Level.Medium, Level.Medium),
        new("ddos-amplifier", "vulnerable", true, Level.Medium, Level.Medium),
        new("potentially-unwanted-accessible", "vulnerable", true, Level.Medium, Level.Medium),
        new("information-disclosure", "vulnerable", true, Level.Medium, Level.Medium),
        new("vulnerable-system", "vulnerable", true, Level.Medium, Level.Medium),
        new("other", "other", true, Level.Low, Level.Low),
        new("apt", "other", false, Level.Critical, Level.Critical),
        new("cyberterrorism", "other", false, null, Level.Critical),
        new("critical-infrastructure-damage", "other", false, null, Level.Critical),
    ];

    /// <summary>The types of an edition, in the order of its table.</summary>
    public static IReadOnlyList<IncidentType> Types(string edition = Edition.Of2021) => [.. All.Where(t => t.Danger(edition) is not null)];

    public static IReadOnlyList<string> Classes { get; } = [.. All.Select(t => t.Class).Distinct()];

    public static IncidentType? Find(string key) => All.FirstOrDefault(t => t.Key == key);
}
