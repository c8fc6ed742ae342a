namespace Rebato.Documents.Packages;

/// <summary>EPUB 3: title, language and identifier stay, for the format needs them; who, when and with what go.</summary>
internal static class EpubBook
{
    private const string Core = "http://purl.org/dc/elements/1.1/";
    private static readonly string[] Needed = ["title", "language", "identifier"];

    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        var parts = ZipPackage.Read(file, scrubbing);
        var kept = new List<ZipPart> { parts.Find(p => p.Name == "mimetype")! with { Stored = true } };
        foreach (var part in parts.Where(p => p.Name != "mimetype" && !p.Name.EndsWith('/')).OrderBy(p => p.Name, StringComparer.Ordinal))
            if (Keep(part, scrubbing) is { } clean) kept.Add(clean);
        return ZipPackage.Write(kept);
    }

    private static ZipPart? Keep(ZipPart part, Scrubbing scrubbing)
    {
        var name = part.Name;
        if (name.EndsWith("encryption.xml", StringComparison.Ordinal) || name.EndsWith("rights.xml", StringComparison.Ordinal)) throw new UnfitException("encrypted", scrubbing.Place(name));
        if (name.EndsWith("signatures.xml", StringComparison.Ordinal))
        {
            scrubbing.Signature(name);
            return null;
        }
        switch (Path.GetExtension(name).ToLowerInvariant())
        {
            case ".opf":
                return part with { Bytes = Markup(part, scrubbing, CleanPackage) };
            case ".xhtml" or ".html" or ".htm" or ".ncx" or ".xml":
                return part with { Bytes = Markup(part, scrubbing, CleanPage) };
            case ".css":
                return part with { Bytes = scrubbing.Nested(part.Bytes, name) };
            case ".otf" or ".ttf" or ".woff" or ".woff2":
                scrubbing.Kept("font-data", name);
                return part;
            case ".js":
                scrubbing.Removed("active-content", name);
                return null;
            default:
                var bytes = scrubbing.Nested(part.Bytes, name);
                return new(name, bytes, Recognition.Of(bytes).IsPacked);
        }
    }

    private static byte[] Markup(ZipPart part, Scrubbing scrubbing, Action<XDocument, string, Scrubbing> clean)
    {
        var document = XmlText.Load(part.Bytes, scrubbing, part.Name, dtd: true);
        XmlText.DropComments(document, scrubbing, part.Name);
        clean(document, part.Name, scrubbing);
        return XmlText.Save(document);
    }

    private static void CleanPackage(XDocument document, string place, Scrubbing scrubbing)
    {
        foreach (var element in document.Descendants().Where(e => e.Parent?.Name.LocalName == "metadata").ToList())
        {
            if (element.Name.NamespaceName == Core && Needed.Contains(element.Name.LocalName))
            {
                scrubbing.Kept(element.Name.LocalName == "title" ? "title-kept" : element.Name.LocalName == "identifier" ? "identifier" : "language", place, element.Value);
                continue;
            }
            if ((string?)element.Attribute("property") == "dcterms:modified")
            {
                if (element.Value == "2000-01-01T00:00:00Z") continue;
                scrubbing.Removed("date", place, element.Value);
                element.Value = "2000-01-01T00:00:00Z";
                continue;
            }
            if (((string?)element.Attribute("property") ?? "").StartsWith("schema:access", StringComparison.Ordinal) || (string?)element.Attribute("name") == "cover") continue;
            scrubbing.Removed(element.Name.LocalName is "creator" or "contributor" or "publisher" ? "author" : element.Name.LocalName == "date" ? "date" : "document-property", place, $"{element.Name.LocalName}: {element.Value}");
            element.Remove();
        }
        foreach (var item in document.Descendants().Where(e => e.Name.LocalName == "item" && ((string?)e.Attribute("href") ?? "").EndsWith(".js", StringComparison.OrdinalIgnoreCase)).ToList()) item.Remove();
    }

    private static void CleanPage(XDocument document, string place, Scrubbing scrubbing)
    {
        foreach (var element in document.Descendants().Where(e => e.Name.LocalName is "script" || (e.Name.LocalName == "meta" && e.Attribute("name") is { Value: not "viewport" })).ToList())
        {
            scrubbing.Removed(element.Name.LocalName == "script" ? "active-content" : "document-property", place, $"{(string?)element.Attribute("name")} {(string?)element.Attribute("content")}{element.Value}");
            element.Remove();
        }
        foreach (var attribute in document.Descendants().Attributes().Where(a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || a.Name.LocalName.StartsWith("data-", StringComparison.Ordinal)).ToList())
        {
            scrubbing.Removed("private-data", place, attribute.Value);
            attribute.Remove();
        }
        scrubbing.Read(document.Root?.Value ?? "");
    }
}
