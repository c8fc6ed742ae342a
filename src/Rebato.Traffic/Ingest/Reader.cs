using Rebato.Traffic.Reading;

namespace Rebato.Traffic.Ingest;

/// <summary>
/// Reads files with several workers: each opens a file of its own while there are any, and then helps with those still
/// open. Lines of one file are dealt out in chunks, so one huge file keeps every worker busy.
/// </summary>
/// <param name="terrain">The survey.</param>
/// <param name="files">What to read.</param>
/// <param name="hashing">False for a second reading: the hashes are known.</param>
internal sealed class Reader(Terrain terrain, IReadOnlyList<InputFile> files, bool hashing = true)
{
    private readonly Lock gate = new();
    private readonly List<Opened> open = [];
    private int next;

    /// <param name="sinks">One sink for each worker.</param>
    /// <param name="cancellation">Stops between chunks.</param>
    public void Run(IReadOnlyList<ReadingSink> sinks, CancellationToken cancellation) =>
        Parallel.For(0, sinks.Count, new ParallelOptions { MaxDegreeOfParallelism = sinks.Count, CancellationToken = cancellation },
            worker => Work(sinks[worker], cancellation));

    private void Work(ReadingSink sink, CancellationToken cancellation)
    {
        var chunk = new TextChunk();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var mine = Open() ?? Help();
            if (mine is null)
                break;
            if (mine.Whole is not null)
                ReadWhole(mine, sink);
            else
                ReadChunks(mine, chunk, sink, cancellation);
        }
        sink.Flush();
    }

    private Opened? Open()
    {
        InputFile file;
        lock (gate)
        {
            if (next == files.Count)
                return null;
            file = files[next++];
        }
        var opened = new Opened(file, terrain.Reading(file.Sensor), hashing);
        if (opened.Text is not null)
        {
            lock (gate)
                open.Add(opened);
        }
        return opened;
    }

    /// <summary>A file that another worker opened and that still has lines to give.</summary>
    private Opened? Help()
    {
        lock (gate)
            return open.FirstOrDefault(o => !o.Ended);
    }

    private static void ReadWhole(Opened opened, ReadingSink sink)
    {
        sink.Open(opened.File);
        sink.Begin();
        opened.Whole!.Read(opened.Content, sink.Target, opened.File);
        sink.End(0, []);
        opened.Finish();
        opened.Dispose();
    }

    private void ReadChunks(Opened opened, TextChunk chunk, ReadingSink sink, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            lock (opened.Gate)
            {
                if (opened.Ended || !opened.Text!.Next(chunk))
                {
                    opened.Ended = true;
                    Close(opened);
                    return;
                }
                opened.Pending++;
            }
            sink.Open(opened.File);
            sink.Lines(chunk);
            lock (opened.Gate)
            {
                opened.Pending--;
                if (opened.Ended)
                {
                    Close(opened);
                    return;
                }
            }
        }
    }

    /// <summary>Finishes the file when its last chunk is read; the caller holds the file's gate.</summary>
    private void Close(Opened opened)
    {
        if (opened.Pending > 0 || opened.Finished)
            return;
        opened.Finish();
        opened.Dispose();
        lock (gate)
            open.Remove(opened);
    }
}
