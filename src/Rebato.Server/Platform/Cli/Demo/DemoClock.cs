namespace Rebato.Platform.Cli.Demo;

/// <summary>The demo town's past is lived in a moment: the clock starts days ago and catches up with the present.</summary>
internal sealed class DemoClock : TimeProvider
{
    private TimeSpan behind = TimeSpan.Zero;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - behind;

    /// <summary>Goes to so long before the present; zero is the present.</summary>
    public void GoBack(TimeSpan beforeNow) => behind = beforeNow;
}
