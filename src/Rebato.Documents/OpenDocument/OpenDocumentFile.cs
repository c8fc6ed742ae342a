using System.Text;
using Rebato.Documents.Packages;

namespace Rebato.Documents.OpenDocument;

/// <summary>The OpenDocument family (ISO/IEC 26300, OASIS ODF 1.3), packed or flat.</summary>
internal static class OpenDocumentFile
{
    private static readonly XNamespace Manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";

    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        var parts = ZipPackage.Read(file, scrubbing);
        var mime = parts.Find(p => p.Name == "mimetype")?.Bytes ?? throw new UnfitException("missing-part", scrubbing.Place("mimetype"));
        var manifest = Load("META-INF/manifest.xml") ?? throw new UnfitException("missing-part", scrubbing.Place("META-INF/manifest.xml"));
        if (manifest.Descendants().Any(e => e.Name.LocalName is "encryption-data" or "keyinfo")) throw new UnfitException("encrypted", scrubbing.Place("META-INF/manifest.xml"));
        var types = manifest.Descendants(Manifest + "file-entry").DistinctBy(Path).ToDictionary(Path, e => (string?)e.Attribute(Manifest + "media-type") ?? "");
        var kept = new List<ZipPart>();
        var documents = parts.Where(p => System.IO.Path.GetFileName(p.Name) is "content.xml" or "styles.xml").ToDictionary(p => p.Name, p => XmlText.Load(p.Bytes, scrubbing, p.Name));
        foreach (var folder in documents.Keys.Select(FolderOf).Distinct())
            new OpenDocumentTree([.. documents.Where(d => FolderOf(d.Key) == folder).Select(d => (d.Key, d.Value))], scrubbing).Clean();
        var referenced = References(documents.Values);
        foreach (var part in parts.OrderBy(p => p.Name, StringComparer.Ordinal))
            if (Keep(part, documents, referenced, scrubbing) is { } clean) kept.Add(clean);
        return ZipPackage.Write([new("mimetype", mime, true), new("META-INF/manifest.xml", WriteManifest(manifest, types, kept)), .. kept]);

        XDocument? Load(string name) => parts.Find(p => p.Name == name) is { } part ? XmlText.Load(part.Bytes, scrubbing, name, dtd: true) : null;
    }

    public static byte[] CleanFlat(byte[] file, Scrubbing scrubbing)
    {
        var document = XmlText.Load(file, scrubbing, "flat");
        foreach (var meta in document.Root!.Elements().Where(e => e.Name.LocalName == "meta").ToList())
        {
            OpenDocumentMeta.Report(meta, "flat#meta", scrubbing);
            meta.Remove();
        }
        foreach (var settings in document.Root.Elements().Where(e => e.Name.LocalName == "settings")) OpenDocumentMeta.CleanSettings(settings, "flat#settings", scrubbing);
        foreach (var data in document.Descendants().Where(e => e.Name.LocalName == "binary-data").ToList())
            data.Value = Convert.ToBase64String(scrubbing.Nested(Convert.FromBase64String(data.Value), "flat#binary-data"));
        new OpenDocumentTree([("flat", document)], scrubbing).Clean();
        return XmlText.Save(document);
    }

    private static ZipPart? Keep(ZipPart part, Dictionary<string, XDocument> documents, HashSet<string> referenced, Scrubbing scrubbing)
    {
        var name = part.Name;
        if (name.EndsWith('/') || name is "mimetype" or "META-INF/manifest.xml") return null;
        if (name.StartsWith("META-INF/", StringComparison.Ordinal))
        {
            if (name.Contains("signatures", StringComparison.Ordinal)) scrubbing.Signature(name);
            else scrubbing.Removed("unknown-part", name);
            return null;
        }
        if (Dropped(name) is { } code)
        {
            scrubbing.Removed(code, name);
            return null;
        }
        var last = System.IO.Path.GetFileName(name);
        if (documents.TryGetValue(name, out var document)) return new(name, XmlText.Save(document));
        if (last == "settings.xml") return Settings(part, scrubbing);
        if (last == "meta.xml")
        {
            OpenDocumentMeta.Report(XmlText.Load(part.Bytes, scrubbing, name).Root!, name, scrubbing);
            return null;
        }
        if (!referenced.Contains(name))
        {
            scrubbing.Removed(name.StartsWith("ObjectReplacements/", StringComparison.Ordinal) ? "thumbnail" : "orphan-data", name);
            return null;
        }
        if (name.StartsWith("Fonts/", StringComparison.Ordinal)) return part;
        return Nested(part, scrubbing);
    }

    /// <summary>Pictures stay cleaned; StarView pictures of objects are remade by the program that opens the file, so they may go.</summary>
    private static ZipPart? Nested(ZipPart part, Scrubbing scrubbing)
    {
        if (part.Bytes is [(byte)'V', (byte)'C', (byte)'L', (byte)'M', ..])
        {
            scrubbing.Removed("thumbnail", part.Name);
            return null;
        }
        var kind = Recognition.Of(part.Bytes);
        if (kind == FileKind.Compound || (!kind.IsPacked && kind == FileKind.Zip))
        {
            scrubbing.Removed("embedded-file", part.Name);
            return null;
        }
        var clean = scrubbing.Nested(part.Bytes, part.Name);
        return new(part.Name, clean, kind.IsPacked);
    }

    private static ZipPart Settings(ZipPart part, Scrubbing scrubbing)
    {
        var document = XmlText.Load(part.Bytes, scrubbing, part.Name);
        OpenDocumentMeta.CleanSettings(document.Root!, part.Name, scrubbing);
        return new(part.Name, XmlText.Save(document));
    }

    private static string? Dropped(string name) => name.Split('/')[0] switch
    {
        "Thumbnails" => "thumbnail",
        "Configurations2" or "layout-cache" => "view-settings",
        "Basic" or "Scripts" or "Dialogs" => "active-content",
        "Versions" or "VersionList.xml" => "previous-version",
        "manifest.rdf" => "custom-xml",
        "database" or "forms" or "reports" => "unknown-part",
        _ => null,
    };

    private static HashSet<string> References(IEnumerable<XDocument> documents)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var link in documents.SelectMany(d => d.Descendants().Attributes()).Where(a => a.Name.LocalName == "href"))
        {
            var target = Uri.UnescapeDataString(link.Value);
            found.Add(target.StartsWith("./", StringComparison.Ordinal) ? target[2..] : target);
        }
        return found;
    }

    private static byte[] WriteManifest(XDocument old, Dictionary<string, string> types, List<ZipPart> kept)
    {
        var version = old.Root!.Attribute(Manifest + "version");
        var folders = kept.Select(k => FolderOf(k.Name)).Distinct().Where(f => f.Length > 0 && types.ContainsKey(f));
        return XmlText.Save(new XDocument(new XElement(Manifest + "manifest", new XAttribute(XNamespace.Xmlns + "manifest", Manifest),
            version is null ? null : new XAttribute(version),
            folders.Prepend("/").Concat(kept.Select(k => k.Name)).Select(path => new XElement(Manifest + "file-entry", new XAttribute(Manifest + "full-path", path),
                path == "/" && version is not null ? new XAttribute(Manifest + "version", version.Value) : null, new XAttribute(Manifest + "media-type", types.GetValueOrDefault(path, "")))))));
    }

    private static string FolderOf(string name) => name.LastIndexOf('/') is >= 0 and var slash ? name[..(slash + 1)] : "";

    private static string Path(XElement entry) => (string?)entry.Attribute(Manifest + "full-path") ?? "";
}
