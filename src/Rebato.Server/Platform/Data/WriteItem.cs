using Rebato.Kernel;
using Rebato.Platform.Access;

namespace Rebato.Platform.Data;

/// <summary>An act that waits for the writer.</summary>
internal abstract class WriteItem(int town, Actor actor)
{
    public int Town { get; } = town;
    public Actor Actor { get; } = actor;

    /// <summary>Runs the act; false when it was refused and there is nothing to save.</summary>
    public abstract Task<bool> Perform(Writing writing);

    public abstract void Complete();

    /// <summary>The act threw, or the database did. A full disk is a refusal: reading goes on.</summary>
    public abstract void Fail(Exception error, bool noRoom);
}

internal sealed class WriteItem<T>(int town, Actor actor, Func<Writing, Task<Outcome<T>>> act) : WriteItem(town, actor)
{
    private readonly TaskCompletionSource<Outcome<T>> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Outcome<T> outcome;

    public Task<Outcome<T>> Done => done.Task;

    public override async Task<bool> Perform(Writing writing)
    {
        outcome = await act(writing);
        return outcome.Refusal is null;
    }

    public override void Complete() => done.TrySetResult(outcome);

    public override void Fail(Exception error, bool noRoom)
    {
        if (noRoom)
        {
            done.TrySetResult(new Refusal("storage.full"));
        }
        else
        {
            done.TrySetException(error);
        }
    }
}
