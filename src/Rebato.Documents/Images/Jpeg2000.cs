namespace Rebato.Documents.Images;

/// <summary>JPEG 2000 (ISO/IEC 15444-1) inside a PDF: boxes of XML, UUID and unknown kinds go; header and code stay.</summary>
internal static class Jpeg2000
{
    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        if (file is [0xFF, 0x4F, ..]) return file;
        using var into = new MemoryStream(file.Length);
        var boxes = new BoxFile(file, scrubbing, "jp2");
        foreach (var box in boxes.Boxes(0, file.Length))
        {
            var body = file.AsSpan(box.Start, box.End - box.Start);
            if (box.Type is "jP  " or "ftyp" or "jp2h" or "jp2c" or "jpch" or "jplh" or "rreq")
            {
                into.Write(body);
            }
            else scrubbing.Removed(box.Type == "xml " ? "xmp" : "private-data", $"jp2/{box.Type.Trim()}", Text.Printable.Of(body));
        }
        return into.Length == 0 ? throw new UnfitException("broken", scrubbing.Place("jp2")) : into.ToArray();
    }
}
