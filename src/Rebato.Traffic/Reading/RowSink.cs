namespace Rebato.Traffic.Reading;

/// <summary>
/// Where a reader puts what it reads. One per worker, so nothing here is locked. Readers never decide what
/// a record means for a bound: they say what the device said.
/// </summary>
internal abstract class RowSink
{
    /// <summary>The number, from 1, of the line or record being read.</summary>
    public long Line;

    /// <summary>When the row just read was written; 0 when it does not say. The sink sets it.</summary>
    public long LastLogged;

    /// <summary>Set when the sink looks for a few conversations, so that parsers may leave the other rows early.</summary>
    public bool Selective;

    /// <summary>Asked only when <see cref="Selective"/>: whether anything between the two ends matters.</summary>
    public virtual bool Wants(Address source, Address destination) => true;

    /// <summary>A flow of <paramref name="device"/> (0 when the format names none).</summary>
    public abstract void Flow(ref FlowRecord record, ulong device);

    /// <summary>
    /// Cumulative counters of a session that the device reports more than once (FortiGate ids 20 and 13):
    /// per session the greatest counts, never the sum.
    /// </summary>
    public abstract void Session(ref FlowRecord record, ulong device, long session, bool final);

    /// <summary>A name that a host asked for (DNS) or visited (proxy).</summary>
    public abstract void Name(long time, Address client, ReadOnlySpan<byte> name, bool dns);

    /// <summary>A polled interface counter.</summary>
    public abstract void Counter(CounterSample sample);

    /// <summary>The device says that nothing passed between the two instants.</summary>
    public abstract void Silence(long start, long end, ulong device);

    /// <summary>The device says that it did not measure between the two instants.</summary>
    public abstract void Hole(long start, long end, HoleReason reason);

    /// <summary>The record that covers numbers [number, number + count) of the device's own numbering.</summary>
    public abstract void Sequence(ReadOnlySpan<byte> device, long number, long count, long time);
}

/// <summary>What came of a line.</summary>
internal enum LineKind : byte
{
    Record,

    /// <summary>Read and understood, and of no use here: a comment, another kind of log, a repeated row.</summary>
    Ignored,
    Unreadable,
}

/// <summary>Why time was not measured.</summary>
public enum HoleReason : byte
{
    /// <summary>No record in longer than the sensor is ever silent.</summary>
    Silence,

    /// <summary>Numbers missing in the device's own sequence.</summary>
    Sequence,

    /// <summary>A line that could not be read.</summary>
    UnreadableLine,

    /// <summary>A file that ends in the middle.</summary>
    TruncatedFile,

    /// <summary>The device says that it skipped data (SKIPDATA, ifdrop).</summary>
    DeviceSkipped,

    /// <summary>A file of the sealed manifest that is missing or is not the sealed one.</summary>
    ManifestMismatch,

    /// <summary>A log that its writer never closed: what was open when it stopped was lost.</summary>
    NotClosed,

    /// <summary>The window ends before the longest session can have been logged.</summary>
    NotYetLogged,
}

/// <summary>
/// Turns lines into rows. Immutable and shared by workers; a header in the middle of a file gives another
/// parser for the lines after it.
/// </summary>
internal abstract class LineParser
{
    /// <summary>Name of the format as shown in reports.</summary>
    public abstract string Format { get; }

    /// <summary>What a header line begins with; empty when the format has none.</summary>
    public virtual ReadOnlySpan<byte> HeaderMark => default;

    /// <summary>Whether a whole line can be told from a cut one without its newline (JSON can).</summary>
    public virtual bool SelfDelimiting => false;

    /// <summary>Whether the counters can bear a bound at all; null when they can, else the reason they cannot.</summary>
    public virtual string? CannotBound => null;

    /// <summary>Whether the writer closed the log, in formats whose writer does.</summary>
    public virtual bool Closed => true;

    /// <summary>The parser for the lines after this header.</summary>
    public virtual LineParser AfterHeader(ReadOnlySpan<byte> line) => this;

    /// <summary>Reads one line without its newline.</summary>
    public abstract LineKind Parse(ReadOnlySpan<byte> line, RowSink sink);
}
