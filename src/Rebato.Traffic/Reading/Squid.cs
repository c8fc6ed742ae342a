namespace Rebato.Traffic.Reading;

/// <summary>
/// Squid's native access.log. It has no upload counter (its fifth field is what the client was sent), so
/// these rows can find and can never bound.
/// </summary>
internal sealed class Squid : LineParser
{
    public override string Format => "squid-native";

    public override string? CannotBound => "squid-no-upload-counter";

    public override LineKind Parse(ReadOnlySpan<byte> line, RowSink sink)
    {
        if (line.IsWhiteSpaceOnly())
            return LineKind.Ignored;
        Span<Range> parts = stackalloc Range[10];
        var count = Blanks(line, parts);
        if (count < 9)
            return LineKind.Unreadable;
        FlowRecord record = default;
        record.SourcePayload = -1;
        if (!Clock.Seconds(line[parts[0]], out record.End) || !Clock.Sane(record.End)
            || !Fields.Whole(line[parts[1]].TrimStart((byte)'-'), out var elapsed) || elapsed > 10_000_000_000_000
            || !Address.TryParse(line[parts[2]], out record.Source)
            || !Fields.Whole(line[parts[4]].TrimStart((byte)'-'), out record.DestinationBytes))
            return LineKind.Unreadable;
        record.Logged = record.End;
        record.Start = record.End - (elapsed * 1_000);
        record.Protocol = 6;
        record.Marks = FlowMarks.SourceUnmeasured;
        if (line[parts[3]].IndexOf("DENIED"u8) >= 0)
            record.Marks = FlowMarks.Blocked;
        var host = Host(line[parts[6]], out record.DestinationPort);
        var peer = line[parts[8]];
        if (!Address.TryParse(peer[(peer.LastIndexOf((byte)'/') + 1)..], out record.Destination))
            _ = Address.TryParse(host, out record.Destination);
        if (host.Length > 0)
            sink.Name(record.End, record.Source, host, dns: false);
        sink.Flow(ref record, 0);
        return LineKind.Record;
    }

    /// <summary>Host and port of <c>host:443</c> (CONNECT) or of an absolute URL.</summary>
    internal static ReadOnlySpan<byte> Host(ReadOnlySpan<byte> url, out ushort port)
    {
        port = 443;
        var scheme = url.IndexOf("://"u8);
        if (scheme >= 0)
        {
            port = url.StartsWith("http:"u8) ? (ushort)80 : (ushort)443;
            url = url[(scheme + 3)..];
        }
        var end = url.IndexOfAny((byte)'/', (byte)'?');
        if (end >= 0)
            url = url[..end];
        url = url[(url.LastIndexOf((byte)'@') + 1)..];
        var bracket = url.IndexOf((byte)']');
        var colon = url[(bracket + 1)..].IndexOf((byte)':');
        if (colon >= 0)
        {
            colon += bracket + 1;
            port = Fields.Port(url[(colon + 1)..]);
            url = url[..colon];
        }
        return url.Trim("[]"u8);
    }

    private static int Blanks(ReadOnlySpan<byte> line, Span<Range> parts)
    {
        var count = 0;
        var at = 0;
        while (at < line.Length && count < parts.Length)
        {
            while (at < line.Length && line[at] == ' ')
                at++;
            if (at == line.Length)
                break;
            var length = line[at..].IndexOf((byte)' ');
            if (length < 0)
                length = line.Length - at;
            parts[count++] = at..(at + length);
            at += length;
        }
        return count;
    }
}
