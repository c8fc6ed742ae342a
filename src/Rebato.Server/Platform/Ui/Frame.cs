namespace Rebato.Platform.Ui;

/// <summary>
/// What surrounds every page: whose town hall it is, who is looking, what the menu offers, what everybody must see now.
/// One per request; the default is the neutral frame of a program nobody has configured yet.
/// </summary>
public sealed record Frame
{
    public string TownName { get; init; } = "Rebato";
    /// <summary>The office's own name; the resources' when empty.</summary>
    public string Office { get; init; } = "";
    public string Address { get; init; } = "";
    public string Phone { get; init; } = "";
    public string DpoMail { get; init; } = "";
    public string SecurityMail { get; init; } = "";
    public string ShieldPath { get; init; } = "/img/escudo.svg";
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid");

    /// <summary>The person signed in; null for the public layout's readers.</summary>
    public string? UserName { get; init; }
    public string? RoleName { get; init; }

    /// <summary>Already filtered with <see cref="MenuEntry.Allowed"/>.</summary>
    public IReadOnlyList<MenuEntry> Menu { get; init; } = [];

    /// <summary>The red strip, while a crisis lasts.</summary>
    public Strip? Strip { get; init; }

    /// <summary>One sentence, when the clock of this computer cannot be believed.</summary>
    public string? ClockDoubt { get; init; }

    /// <summary>How long a session may stand idle before it locks; null when nobody is signed in.</summary>
    public TimeSpan? IdleLock { get; init; }
    public string SignOutPath { get; init; } = "/salir";
    public string SignInPath { get; init; } = "/entrar";
    /// <summary>Answers any GET of the signed-in person and so keeps the session alive.</summary>
    public string KeepAlivePath { get; init; } = "/sesion";
}

/// <summary>
/// A place in the menu bar. Modules register theirs as singletons:
/// <c>services.AddSingleton(new MenuEntry("menu.incidents", "/incidencias", "incidents.read", 20))</c>.
/// </summary>
/// <param name="Text">Key of its sentence.</param>
/// <param name="Route">Where it leads; also the prefix of the pages it lights up for.</param>
/// <param name="Permission">Who sees it; empty for everybody signed in.</param>
/// <param name="Order">Left to right.</param>
public sealed record MenuEntry(string Text, string Route, string Permission, int Order)
{
    public static IReadOnlyList<MenuEntry> Allowed(IEnumerable<MenuEntry> all, Func<string, bool> may) =>
        [.. all.Where(entry => entry.Permission.Length == 0 || may(entry.Permission)).OrderBy(entry => entry.Order)];

    /// <summary>The entry of the page at <paramref name="path"/>: the one with the longest route that leads there.</summary>
    public static MenuEntry? At(IEnumerable<MenuEntry> entries, string path) =>
        entries.Where(entry => entry.Route == path || (path.StartsWith(entry.Route, StringComparison.Ordinal) && path[entry.Route.Length] == '/'))
            .MaxBy(entry => entry.Route.Length);
}

/// <summary>«<b>Crisis activa</b> desde hace 4 d 11 h. Ir al puesto de mando»</summary>
public sealed record Strip(string Strong, string Rest, string Link, string Route);
