using System.Text;

namespace Rebato.Documents;

/// <summary>Says what a file is from its first bytes (and, for ZIP, from what it holds). An unknown one is refused.</summary>
internal static class Recognition
{
    public static FileKind Of(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty) throw new UnfitException("empty");
        return OfSignature(file) ?? OfMarkup(file) ?? OfText(file)
            ?? throw new UnfitException("unknown-format", "", Convert.ToHexString(file[..Math.Min(8, file.Length)]));
    }

    private static FileKind? OfSignature(ReadOnlySpan<byte> f) => f switch
    {
        [0x50, 0x4B, 3 or 5, 4 or 6, ..] => Packages.ZipPackage.KindOf(f),
        [0xFF, 0xD8, 0xFF, ..] => FileKind.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, ..] => FileKind.Png,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => FileKind.Gif,
        [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => FileKind.Tiff,
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => FileKind.Compound,
        [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => FileKind.SevenZip,
        [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => FileKind.Flac,
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => FileKind.Ogg,
        [(byte)'I', (byte)'D', (byte)'3', ..] => Media.MpegAudio.FollowsTag(f) ? FileKind.Mp3 : FileKind.Flac,
        [0xD7, 0xCD, 0xC6, 0x9A, ..] or [1, 0, 9, 0, 0, 1 or 3, ..] => FileKind.WindowsMetafile,
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => FileKind.Bmp,
        [1, 0, 0, 0, ..] when f.Length > 44 && f[40..44].SequenceEqual(" EMF"u8) => FileKind.Metafile,
        _ when f[..Math.Min(1024, f.Length)].IndexOf("%PDF-"u8) is >= 0 and var at && LooksEmptyBefore(f[..at]) => FileKind.Pdf,
        _ when f.Length > 12 && f[4..8].SequenceEqual("ftyp"u8) => Images.BoxFile.KindOf(f),
        _ when f.Length > 12 && (f[4..8].SequenceEqual("moov"u8) || f[4..8].SequenceEqual("wide"u8) || f[4..8].SequenceEqual("mdat"u8)) => FileKind.Mp4,
        _ when f.Length > 12 && f.StartsWith("RIFF"u8) && f[8..12].SequenceEqual("WEBP"u8) => FileKind.WebP,
        _ when f.Length > 12 && f.StartsWith("RIFF"u8) && f[8..12].SequenceEqual("WAVE"u8) => FileKind.Wave,
        _ when Media.MpegAudio.StartsWithFrames(f) => FileKind.Mp3,
        _ => null,
    };

    /// <summary>Markup that must not pass as plain text: it has metadata of its own.</summary>
    private static FileKind? OfMarkup(ReadOnlySpan<byte> file)
    {
        var head = Encoding.UTF8.GetString(Unmarked(file)[..Math.Min(4096, Unmarked(file).Length)]).TrimStart();
        if (file is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            head = (file[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(file[..Math.Min(4096, file.Length & ~1)]).TrimStart('\uFEFF', ' ', '\n', '\r');
        if (head.StartsWith("{\\rtf", StringComparison.Ordinal)) throw new UnfitException("convert-rtf");
        if (head is ['P', >= '1' and <= '7', ' ' or '\n' or '\r' or '\t', ..]) throw new UnfitException("unknown-format", "", "PNM");
        if (head.StartsWith("%!", StringComparison.Ordinal)) throw new UnfitException("unknown-format", "", "PostScript");
        if (Mail.Message.LooksLikeMail(head)) return FileKind.Mail;
        if (!head.StartsWith('<')) return null;
        return XmlText.RootOf(file) switch
        {
            ("http://www.w3.org/2000/svg", "svg") or ("", "svg") => FileKind.Svg,
            ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "document") => FileKind.FlatOpenDocument,
            (_, { } root) => throw new UnfitException("unknown-format", "", $"<{root}>"),
            _ => throw new UnfitException("unknown-format", "", "<"),
        };
    }

    private static FileKind? OfText(ReadOnlySpan<byte> file) => Text.PlainText.Decodes(file) ? FileKind.PlainText : null;

    private static ReadOnlySpan<byte> Unmarked(ReadOnlySpan<byte> file) => file is [0xEF, 0xBB, 0xBF, ..] ? file[3..] : file;

    private static bool LooksEmptyBefore(ReadOnlySpan<byte> junk) => junk.IndexOf("From:"u8) < 0 && !junk.StartsWith("<"u8);
}
