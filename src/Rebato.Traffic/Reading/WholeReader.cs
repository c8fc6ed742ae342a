using Rebato.Traffic.Ingest;

namespace Rebato.Traffic.Reading;

/// <summary>A format that only makes sense from its beginning to its end: one worker reads it.</summary>
internal abstract class WholeReader
{
    public abstract string Format { get; }

    /// <summary>Reads all; what it cannot read it says in the <paramref name="file"/>, never by throwing.</summary>
    public abstract void Read(Stream content, CountingTarget target, InputFile file);

    /// <summary>The reader for content that begins with <paramref name="head"/>, or null.</summary>
    public static WholeReader? For(ReadOnlySpan<byte> head, ReadingOptions options) =>
        Capture.Recognises(head) ? new Capture(options)
        : Nfcapd.Recognises(head) ? new Nfcapd()
        : NfdumpArray.Recognises(head) ? new NfdumpArray(options.Zone)
        : null;
}

/// <summary>Where a whole reader puts its rows, and how it says which record a row is.</summary>
internal abstract class CountingTarget
{
    public abstract RowSink Sink { get; }

    /// <summary>The number (line, record or packet, from 1) of what comes next.</summary>
    public abstract void At(long number);

    /// <summary>A record that cannot be read.</summary>
    public abstract void Unreadable();

    public abstract void Done(LineKind kind);
}
