using System.Collections.Concurrent;
using System.Globalization;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;

namespace Rebato.Platform.Jobs;

/// <summary>
/// Runs every job for every town at its pace, and looks at the clocks before. The pace is counted by the time since
/// boot: a wall clock that is set back does not put the jobs to sleep. What fails is logged and tried again at the next
/// turn, and stops nothing else.
/// </summary>
internal sealed partial class JobRunner(
    IEnumerable<Job> jobs, ClockWatch watch, Storage storage, TownDirectory towns, IServiceScopeFactory scopes, ILogger<JobRunner> log) : BackgroundService
{
    public static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Job, int Town), long> next = new();
    private readonly ConcurrentDictionary<(string Job, int Town), bool> running = new();

    /// <summary>This node, among those over the same database.</summary>
    internal string Owner { get; init; } = $"{Environment.MachineName}/{NewId.At(storage.Time.Now):N}";

    /// <summary>Looks at the clocks and runs what is due; done when all that it started is.</summary>
    public async Task RunDue(CancellationToken cancel)
    {
        try
        {
            await watch.Look(cancel);
            var known = await towns.All();
            await Task.WhenAll(known.SelectMany(town => jobs.Where(job => IsDue(job, town)).Select(job => RunOne(job, town, cancel))).ToList());
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            TurnFailed(failed);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turns = new PeriodicTimer(Turn, storage.Time.Provider);
        var going = new List<Task>();
        try
        {
            do
            {
                going.RemoveAll(task => task.IsCompleted);
                going.Add(RunDue(stoppingToken));
            }
            while (await turns.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(going.Select(task => task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)));
        }
    }

    private bool IsDue(Job job, Town town) => !next.TryGetValue((job.Name, town.Id), out var at) || storage.Time.BootMicros >= at;

    private async Task RunOne(Job job, Town town, CancellationToken cancel)
    {
        if (!running.TryAdd((job.Name, town.Id), true))
        {
            return;
        }

        next[(job.Name, town.Id)] = storage.Time.BootMicros + (long)job.Every.TotalMicroseconds;
        try
        {
            // With SQLite the data folder's lock already says that there is no other node.
            if (!storage.Engine.OneWriter && !await JobLease.Take(storage, town.Id, job.Name, Owner, job.Every, cancel))
            {
                return;
            }

            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("es-ES");
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<TownScope>().Town = town;
            await job.Run(scope.ServiceProvider, town, cancel);
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            JobFailed(job.Name, town.Id, failed);
        }
        finally
        {
            running.TryRemove((job.Name, town.Id), out _);
        }
    }

    [LoggerMessage(LogLevel.Error, "The job {Job} of the town {Town} failed; it is tried again at its next turn.")]
    private partial void JobFailed(string job, int town, Exception error);

    [LoggerMessage(LogLevel.Error, "A turn of the jobs failed.")]
    private partial void TurnFailed(Exception error);
}
