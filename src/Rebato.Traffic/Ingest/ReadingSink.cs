using System.Text;
using Rebato.Traffic.Reading;

namespace Rebato.Traffic.Ingest;

/// <summary>
/// One worker's way of reading lines: it keeps the place in the file, counts what came of each line and notes between
/// which readable lines the bad ones lie.
/// </summary>
internal abstract class ReadingSink
{
    private readonly List<Unreadable> bad = [];
    private readonly LineTarget target;
    private ChunkCount count;
    private int pending;
    private readonly RowSink rows;
    private InputFile file = null!;
    private int chunk;

    protected ReadingSink(RowSink rows)
    {
        this.rows = rows;
        target = new(this);
    }

    public CountingTarget Target => target;

    public virtual void Open(InputFile next) => file = next;

    protected abstract IEnumerable<(long, long, HoleReason)> TakeHoles();

    protected abstract void EndOfChunk();

    public abstract void Flush();

    public void Lines(TextChunk lines)
    {
        Begin(lines.Number);
        var rest = lines.Bytes;
        var line = lines.FirstLine;
        while (rest.Length > 0)
        {
            var end = rest.IndexOf((byte)'\n');
            var cut = end < 0 && !lines.Parser.SelfDelimiting;
            var text = end < 0 ? rest : rest[..end];
            if (text.Length > 0 && text[^1] == '\r')
                text = text[..^1];
            Place(line++);
            if (cut)
                Unreadable();
            else
                Done(lines.Parser.Parse(text, rows));
            rest = end < 0 ? default : rest[(end + 1)..];
        }
        End(lines.Number, lines.TooLong);
    }

    public void Begin(int chunkNumber = 0)
    {
        chunk = chunkNumber;
        count = default;
        pending = 0;
        bad.Clear();
    }

    public void End(int chunkNumber, IReadOnlyList<long> tooLong)
    {
        foreach (var line in tooLong)
            bad.Add(new(line, chunkNumber, 0, 0));
        EndOfChunk();
        file.Add(chunkNumber, count, bad, TakeHoles());
    }

    private void Place(long line)
    {
        rows.Line = line;
        rows.LastLogged = 0;
    }

    private void Done(LineKind kind)
    {
        if (kind == LineKind.Unreadable)
        {
            Unreadable();
            return;
        }
        if (kind == LineKind.Ignored)
            count.Ignored++;
        else
            count.Records++;
        var logged = rows.LastLogged;
        if (logged == 0)
            return;
        count.See(logged);
        for (; pending < bad.Count; pending++)
            bad[pending] = bad[pending] with { After = logged };
    }

    private void Unreadable() => bad.Add(new(rows.Line, chunk, count.LastLogged, 0));

    private sealed class LineTarget(ReadingSink owner) : CountingTarget
    {
        public override RowSink Sink => owner.rows;
        public override void At(long number) => owner.Place(number);
        public override void Unreadable() => owner.Unreadable();
        public override void Done(LineKind kind) => owner.Done(kind);
    }
}

/// <summary>The first pass as the reader drives it.</summary>
internal sealed class CountingPass(CountingSink sink) : ReadingSink(sink)
{
    public Tally Tally => sink.Tally;

    public override void Open(InputFile next)
    {
        base.Open(next);
        sink.Open(next);
    }

    protected override IEnumerable<(long, long, HoleReason)> TakeHoles() => sink.TakeHoles();
    protected override void EndOfChunk() => sink.EndRuns();
    public override void Flush() => sink.Flush();
}
