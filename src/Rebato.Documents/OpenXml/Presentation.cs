using System.Globalization;

namespace Rebato.Documents.OpenXml;

/// <summary>PresentationML (ECMA-376 part 1, 19): hidden slides, invisible shapes and those outside the slide, tags, sections.</summary>
internal sealed class Presentation(OpcPackage package, Scrubbing scrubbing)
{
    private const string Family = "/presentationml/";
    private (long Width, long Height) size;

    /// <summary>Hidden slides leave before their relationships are judged.</summary>
    public void Before(OpcPart part)
    {
        if (part.RootName != "presentation") return;
        var measures = part.Root.Elements().FirstOrDefault(e => e.Name.LocalName == "sldSz");
        size = (Number(measures, "cx"), Number(measures, "cy"));
        var hidden = part.Relationships.Where(r => r.Kind == "slide" && package.Has(r.PartName) && (string?)package.Xml(r.PartName).Root!.Attribute("show") is "0" or "false").ToList();
        foreach (var slide in hidden)
        {
            var words = string.Concat(package.Xml(slide.PartName).Root!.Descendants().Where(e => e.Name.LocalName == "t").Select(t => t.Value + " "));
            if (scrubbing.Policy.KeepsHidden) scrubbing.Ask("hidden-slide", slide.PartName, words);
            else
            {
                scrubbing.Removed("hidden-slide", slide.PartName, words);
                part.Drop(slide);
                DroppedSlides.Add(slide.PartName);
            }
        }
    }

    private HashSet<string> DroppedSlides { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void Clean(OpcPart part)
    {
        if (!part.Root.Name.NamespaceName.Contains(Family, StringComparison.Ordinal)) return;
        foreach (var element in part.Root.Descendants().Where(e => e.Name.LocalName is "custDataLst" or "sectionLst" or "htmlPubPr" or "webPr" or "prnPr").ToList())
        {
            var holder = element.Parent!;
            var names = element.Descendants().Attributes("name").Select(a => a.Value);
            scrubbing.Removed("custom-property", part.Name, string.Join(" ", names));
            element.Remove();
            if (holder.Name.LocalName == "ext" && !holder.HasElements) RemoveExtension(holder);
        }
        foreach (var author in part.Root.Descendants().Where(e => e.Name.LocalName is "cmAuthor" or "author")) Anonymity.Clear(author, part.Name, scrubbing);
        foreach (var comment in part.Root.Descendants().Where(e => e.Name.LocalName == "cm")) Anonymity.Clear(comment, part.Name, scrubbing);
        if (part.RootName is "sld" or "sldLayout" or "sldMaster") CleanShapes(part);
    }

    /// <summary>Links between slides that lead to one that has left go with it.</summary>
    public bool IsDropped(Relationship relationship) => DroppedSlides.Contains(relationship.PartName);

    private void CleanShapes(OpcPart part)
    {
        foreach (var properties in part.Root.Descendants().Where(e => e.Name.LocalName == "cNvPr" && (string?)e.Attribute("hidden") is "1" or "true").ToList())
        {
            if (properties.Parent?.Parent is not { } shape) continue;
            if (scrubbing.Policy.KeepsHidden) scrubbing.Ask("hidden-object", part.Name, shape.Value);
            else
            {
                scrubbing.Removed("hidden-object", part.Name, shape.Value);
                shape.Remove();
            }
        }
        var tree = part.Root.Elements().FirstOrDefault(e => e.Name.LocalName == "cSld")?.Elements().FirstOrDefault(e => e.Name.LocalName == "spTree");
        foreach (var shape in tree?.Elements().Where(IsOutside).ToList() ?? [])
        {
            if (scrubbing.Policy.KeepsHidden || IsAnimated(part, shape)) scrubbing.Ask("off-slide", part.Name, shape.Value);
            else
            {
                scrubbing.Removed("off-slide", part.Name, shape.Value);
                shape.Remove();
            }
        }
    }

    private bool IsOutside(XElement shape)
    {
        if (size.Width == 0 || shape.Elements().SelectMany(e => e.DescendantsAndSelf()).FirstOrDefault(e => e.Name.LocalName == "xfrm") is not { } frame) return false;
        var off = frame.Elements().FirstOrDefault(e => e.Name.LocalName == "off");
        var extent = frame.Elements().FirstOrDefault(e => e.Name.LocalName == "ext");
        if (off is null || extent is null || (string?)frame.Attribute("rot") is not (null or "0")) return false;
        var (x, y) = (Number(off, "x"), Number(off, "y"));
        return x >= size.Width || y >= size.Height || x + Number(extent, "cx") <= 0 || y + Number(extent, "cy") <= 0;
    }

    private static bool IsAnimated(OpcPart part, XElement shape)
    {
        var id = shape.Descendants().FirstOrDefault(e => e.Name.LocalName == "cNvPr")?.Attribute("id")?.Value;
        return part.Root.Descendants().Any(e => e.Name.LocalName == "spTgt" && (string?)e.Attribute("spid") == id);
    }

    private static void RemoveExtension(XElement extension)
    {
        var list = extension.Parent;
        extension.Remove();
        if (list is { HasElements: false, Name.LocalName: "extLst" }) list.Remove();
    }

    private static long Number(XElement? element, string name) =>
        long.TryParse((string?)element?.Attribute(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
