using System.Data.Common;
using System.Threading.Channels;
using Rebato.Platform.Jobs;
using Rebato.Platform.Ledger;

namespace Rebato.Platform.Data;

/// <summary>
/// The one task that writes (one for the database with SQLite, one for each town with PostgreSQL). Acts that wait
/// together are committed together: one flush of the disk serves them all, and each still stands alone, because a
/// batch in which one fails is undone and its acts run one by one.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int MostInBatch = 256;
    private const int MostWaiting = 4096;

    private readonly Channel<WriteItem> queue = Channel.CreateBounded<WriteItem>(MostWaiting);
    private readonly DatabaseEngine engine;
    private readonly KeyRing keys;
    private readonly RowDigests digests;
    private readonly Timekeeper time;
    private readonly Func<int, TownKeys> towns;
    private readonly Task loop;
    private Session? session;

    public Writer(DatabaseEngine engine, KeyRing keys, RowDigests digests, Timekeeper time, Func<int, TownKeys> towns)
    {
        this.engine = engine;
        this.keys = keys;
        this.digests = digests;
        this.time = time;
        this.towns = towns;
        loop = Task.Run(Loop);
    }

    public async Task Enqueue(WriteItem item, CancellationToken cancel) => await queue.Writer.WriteAsync(item, cancel);

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        await CloseSession();
    }

    private async Task Loop()
    {
        var batch = new List<WriteItem>(MostInBatch);
        while (await queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MostInBatch && queue.Reader.TryRead(out var item))
            {
                batch.Add(item);
            }

            await Run(batch);
            batch.Clear();
        }
    }

    private async Task Run(List<WriteItem> batch)
    {
        try
        {
            await Attempt(batch);
        }
        catch (Exception failed)
        {
            await CloseSession();
            if (batch.Count == 1)
            {
                batch[0].Fail(failed, engine.IsFull(failed));
                return;
            }

            foreach (var item in batch)
            {
                await Run([item]);
            }

            return;
        }

        foreach (var item in batch)
        {
            item.Complete();
        }
    }

    private async Task Attempt(List<WriteItem> batch)
    {
        session ??= await Session.Open(engine, keys);
        await using var transaction = await engine.Begin(session.Connection, CancellationToken.None);
        session.Appender.Begin(transaction);
        foreach (var item in batch)
        {
            session.Appender.HeadOf(item.Town);
            var town = towns(item.Town);
            await using var db = session.Contexts(item.Town);
            db.Database.AutoSavepointsEnabled = false;
            Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.UseTransaction(db.Database, transaction);
            var writing = new Writing(db, town.Vault, item.Actor, time.Now);
            if (!await item.Perform(writing))
            {
                continue;
            }

            await writing.Save(digests, CancellationToken.None);
            foreach (var pending in writing.Events)
            {
                session.Appender.Append(town.Log, pending, item.Actor, writing.Now, time.BootMicros);
            }
        }

        await session.Appender.Finish(CancellationToken.None);
        await transaction.CommitAsync();
    }

    private async Task CloseSession()
    {
        if (session is not null)
        {
            await session.DisposeAsync();
            session = null;
        }
    }

    private sealed record Session(DbConnection Connection, Func<int, RebatoDb> Contexts, LedgerAppender Appender) : IAsyncDisposable
    {
        public static async Task<Session> Open(DatabaseEngine engine, KeyRing keys)
        {
            var connection = await engine.OpenForWriting(CancellationToken.None);
            return new Session(connection, engine.WritingOn(connection), new LedgerAppender(connection, engine, keys));
        }

        public async ValueTask DisposeAsync()
        {
            Appender.Dispose();
            await Connection.DisposeAsync();
        }
    }
}

/// <summary>What the writer needs to know of a town.</summary>
internal sealed record TownKeys(Guid Log, Vault Vault);
