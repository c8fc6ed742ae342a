namespace Rebato.Documents.Pdf;

internal static class PdfFile
{
    public static byte[] Clean(byte[] file, Scrubbing scrubbing) => throw new UnfitException("unknown-format");
}
