namespace Rebato.Modules.Incidents;

/// <summary>
/// The one scale of the norm, for danger and for impact (RD 43/2021 annex): Sin impacto, Bajo, Medio, Alto, Muy alto,
/// Crítico. Ordered, so that the higher wins.
/// </summary>
public enum Level
{
    None,
    Low,
    Medium,
    High,
    VeryHigh,
    Critical,
}

public static class LevelWords
{
    extension(Level level)
    {
        /// <summary>As in rule ids and resource keys: <c>very-high</c>.</summary>
        public string Key => level == Level.VeryHigh ? "very-high" : level.ToString().ToLowerInvariant();
    }
}
