using Rebato.Platform.Data;

namespace Rebato.Platform.Jobs;

/// <summary>
/// Something that the office does by itself, for each town, again and again. It is safe to repeat: it may be cut short at
/// any moment, and what it did is found done the next time.
/// </summary>
internal abstract class Job
{
    /// <summary>Lower-case words joined by hyphens; names its lease and its line in the log.</summary>
    public abstract string Name { get; }

    public abstract TimeSpan Every { get; }

    /// <param name="scope">A scope in which <see cref="Office"/> is that of the town.</param>
    /// <param name="town">For whom.</param>
    /// <param name="cancel">The program is stopping.</param>
    public abstract Task Run(IServiceProvider scope, Town town, CancellationToken cancel);
}
