namespace Rebato.Platform.Cli;

/// <summary>
/// What a town hall sets: from rebato.json in the data folder, environment variables that begin with REBATO_ and the
/// command line, the later winning. Secrets are read from files that these name.
/// </summary>
public sealed class OfficeSettings
{
    /// <summary>PostgreSQL's connection string; empty means SQLite in the data folder.</summary>
    public string Postgres { get; set; } = "";

    /// <summary>Where the office listens.</summary>
    public string Listen { get; set; } = "";

    /// <summary>Where public-employee certificates are asked for over TLS; empty: not offered.</summary>
    public string CertificateUrl { get; set; } = "";

    /// <summary>Networks of the town hall, from which anybody may report without an account.</summary>
    public IList<string> Networks { get; init; } = [];

    /// <summary>Proxies before the office, whose word about where a request comes from is believed.</summary>
    public IList<string> Proxies { get; init; } = [];

    public ReportSettings Reports { get; init; } = new();
    public MailSettings Mail { get; init; } = new();
    public IList<string> Webhooks { get; init; } = [];
    public IList<WitnessSettings> Witnesses { get; init; } = [];

    public static (OfficeSettings Settings, IConfigurationRoot Configuration) Read(string file, IEnumerable<KeyValuePair<string, string?>> commandLine)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(file, optional: true)
            .AddEnvironmentVariables("REBATO_")
            .AddInMemoryCollection(commandLine)
            .Build();
        var settings = new OfficeSettings();
        configuration.Bind(settings);
        return (settings, configuration);
    }
}

/// <summary>How much may come in with a report, how often, and how soon the desk looks at it.</summary>
public sealed class ReportSettings
{
    /// <summary>Largest file, in megabytes (10^6 bytes).</summary>
    public int FileMegabytes { get; set; } = 25;

    /// <summary>All the files of one report together, in megabytes.</summary>
    public int TotalMegabytes { get; set; } = 50;

    /// <summary>Files in one report; ten at the most.</summary>
    public int Files { get; set; } = 10;

    /// <summary>Reports that one machine may send within <see cref="Window"/>.</summary>
    public int Most { get; set; } = 10;

    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Hours within which somebody of the desk reads a report: what its receipt promises.</summary>
    public int ReviewHours { get; set; } = 24;
}

/// <summary>The SMTP server that takes the office's notices; without a host no e-mail is sent, and that is shown.</summary>
public sealed class MailSettings
{
    public string Host { get; set; } = "";
    public int Port { get; set; } = 25;
    public string From { get; set; } = "";
    public string User { get; set; } = "";
    public string PasswordFile { get; set; } = "";
}

/// <summary>A witness that keeps and cosigns our checkpoints elsewhere: where it is, and the key it signs with.</summary>
public sealed class WitnessSettings
{
    public string Url { get; set; } = "";
    public string Key { get; set; } = "";
}
