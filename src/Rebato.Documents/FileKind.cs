namespace Rebato.Documents;

/// <summary>What a file is, by its content.</summary>
internal sealed record FileKind(string Name)
{
    /// <summary>Already compressed: packing it again gains nothing.</summary>
    public bool IsPacked { get; init; }

    public static readonly FileKind OpenXml = new("ooxml") { IsPacked = true };
    public static readonly FileKind OpenDocument = new("odf") { IsPacked = true };
    public static readonly FileKind FlatOpenDocument = new("odf-flat");
    public static readonly FileKind Epub = new("epub") { IsPacked = true };
    public static readonly FileKind Zip = new("zip") { IsPacked = true };
    public static readonly FileKind SevenZip = new("7z") { IsPacked = true };
    public static readonly FileKind Pdf = new("pdf") { IsPacked = true };
    public static readonly FileKind Jpeg = new("jpeg") { IsPacked = true };
    public static readonly FileKind Png = new("png") { IsPacked = true };
    public static readonly FileKind Gif = new("gif") { IsPacked = true };
    public static readonly FileKind WebP = new("webp") { IsPacked = true };
    public static readonly FileKind Tiff = new("tiff");
    public static readonly FileKind Bmp = new("bmp");
    public static readonly FileKind Heif = new("heif") { IsPacked = true };
    public static readonly FileKind Svg = new("svg");
    public static readonly FileKind Metafile = new("emf");
    public static readonly FileKind WindowsMetafile = new("wmf");
    public static readonly FileKind Mp3 = new("mp3") { IsPacked = true };
    public static readonly FileKind Flac = new("flac") { IsPacked = true };
    public static readonly FileKind Ogg = new("ogg") { IsPacked = true };
    public static readonly FileKind Wave = new("wav");
    public static readonly FileKind Mp4 = new("mp4") { IsPacked = true };
    public static readonly FileKind Mail = new("eml");
    public static readonly FileKind PlainText = new("text");
    public static readonly FileKind Compound = new("ole");
}
