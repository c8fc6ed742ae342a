namespace Rebato.Platform.Data;

/// <summary>
/// A town hall that this office serves. One in the usual installation, hundreds on a provincial council's. What a
/// town is called, where it lies and how to reach it is public.
/// </summary>
public sealed class Town
{
    private Town()
    {
    }

    public Town(int id, Guid log, string name, string host, string zone)
    {
        Id = id;
        Log = log;
        Name = name;
        Host = host;
        Zone = zone;
    }

    public int Id { get; private set; }

    /// <summary>The id of the town's ledger, in every leaf.</summary>
    public Guid Log { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The host name it answers to; empty when it is the only one.</summary>
    public string Host { get; private set; } = "";

    /// <summary>IANA time zone: Europe/Madrid or Atlantic/Canary.</summary>
    public string Zone { get; private set; } = "Europe/Madrid";

    public string Address { get; set; } = "";
    public string Phone { get; set; } = "";
    public string DpoMail { get; set; } = "";
    public string SecurityMail { get; set; } = "";

    /// <summary>Changes what the town is called and where its clock is.</summary>
    public void Describe(string name, string zone)
    {
        Name = name;
        Zone = zone;
    }

    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(Zone);
}
