namespace Rebato.Traffic.Reading;

internal static class Spans
{
    public static bool IsWhiteSpaceOnly(this ReadOnlySpan<byte> line) => !line.ContainsAnyExcept(" \t\r"u8);
}
