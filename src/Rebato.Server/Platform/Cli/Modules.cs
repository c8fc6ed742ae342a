namespace Rebato.Platform.Cli;

/// <summary>Every module of the office, in the order of the table in docs/map.md.</summary>
internal static class Modules
{
    public static void Add(WebApplicationBuilder builder)
    {
    }

    public static void Use(WebApplication app)
    {
    }
}
