namespace Rebato.Platform.Ui;

/// <summary>
/// The six things a state can mean, each with its shape and its colour; the word is the page's
/// (see the table of states in the manual).
/// </summary>
public enum Mark
{
    /// <summary>Nobody has begun: dashed circle, grey.</summary>
    Waiting,
    /// <summary>Someone is on it: half disc, blue.</summary>
    Underway,
    /// <summary>Done, safe: disc with tick, green.</summary>
    Done,
    /// <summary>Needs care, degraded: triangle, amber.</summary>
    Care,
    /// <summary>Stopped, harmful, late: octagon with cross, red.</summary>
    Critical,
    /// <summary>Cut off on purpose: square with bar, violet.</summary>
    Isolated,
}

public static class MarkNames
{
    /// <summary>Name of its icon and of its class in rebato.css.</summary>
    public static string Name(this Mark mark) => mark switch
    {
        Mark.Waiting => "pendiente",
        Mark.Underway => "curso",
        Mark.Done => "ok",
        Mark.Care => "aviso",
        Mark.Critical => "critico",
        Mark.Isolated => "aislado",
        _ => throw new ArgumentOutOfRangeException(nameof(mark)),
    };
}
