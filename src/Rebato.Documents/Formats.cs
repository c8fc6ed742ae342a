using Rebato.Documents.Images;
using Rebato.Documents.Legacy;
using Rebato.Documents.Mail;
using Rebato.Documents.Media;
using Rebato.Documents.Packages;
using Rebato.Documents.Pdf;
using Rebato.Documents.Text;

namespace Rebato.Documents;

/// <summary>From the kind of a file to what cleans it.</summary>
internal static class Formats
{
    private static readonly Dictionary<FileKind, Func<byte[], Scrubbing, byte[]>> Cleaners = new()
    {
        [FileKind.OpenXml] = OpenXml.OpenXmlDocument.Clean,
        [FileKind.OpenDocument] = OpenDocument.OpenDocumentFile.Clean,
        [FileKind.FlatOpenDocument] = OpenDocument.OpenDocumentFile.CleanFlat,
        [FileKind.Epub] = EpubBook.Clean,
        [FileKind.Zip] = Archive.Clean,
        [FileKind.SevenZip] = SevenZip.Inspect,
        [FileKind.Pdf] = PdfFile.Clean,
        [FileKind.Jpeg] = Jpeg.Clean,
        [FileKind.Png] = Png.Clean,
        [FileKind.Gif] = Gif.Clean,
        [FileKind.WebP] = WebP.Clean,
        [FileKind.Tiff] = Tiff.Clean,
        [FileKind.Bmp] = Bitmap.Clean,
        [FileKind.Heif] = Heif.Clean,
        [FileKind.Svg] = Svg.Clean,
        [FileKind.Metafile] = Metafile.Clean,
        [FileKind.WindowsMetafile] = Metafile.CleanWindows,
        [FileKind.Mp3] = MpegAudio.Clean,
        [FileKind.Flac] = Flac.Clean,
        [FileKind.Ogg] = Ogg.Clean,
        [FileKind.Wave] = Wave.Clean,
        [FileKind.Mp4] = Movie.Clean,
        [FileKind.Mail] = Message.Clean,
        [FileKind.PlainText] = PlainText.Clean,
        [FileKind.Compound] = CompoundFile.Inspect,
    };

    /// <summary>The cleaned bytes of a file of this kind; what it hides is told to <paramref name="scrubbing"/>.</summary>
    public static byte[] Clean(FileKind kind, byte[] file, Scrubbing scrubbing)
    {
        scrubbing.Spend(file.Length, 1);
        return Cleaners[kind](file, scrubbing);
    }
}
