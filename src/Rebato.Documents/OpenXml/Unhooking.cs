using System.Collections.Frozen;

namespace Rebato.Documents.OpenXml;

/// <summary>
/// Frees the tree of a part from the relationships it has lost. An identifier that leads nowhere makes Word and
/// PowerPoint call the file damaged, so whatever points at one is unwrapped, loses the attribute, or goes.
/// </summary>
internal static class Unhooking
{
    private static readonly FrozenSet<string> RelationshipNamespaces = new[]
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> LoseOnlyAttribute = new[] { "pageSetup", "blip", "pivotCacheDefinition", "fill", "stroke", "background" }.ToFrozenSet();

    private static readonly FrozenSet<string> EmptyContainers = new[]
    {
        "externalReferences", "pivotCaches", "oleObjects", "controls", "custDataLst", "hyperlinks", "tableParts", "customProperties",
        "custShowLst", "notesMasterIdLst", "handoutMasterIdLst", "embeddedFontLst", "extLst", "ext", "sldLst", "slicerList", "timelineRefs",
    }.ToFrozenSet();

    public static void Clean(OpcPart part)
    {
        if (part.DroppedIds.Count == 0) return;
        foreach (var element in part.Root.DescendantsAndSelf().ToList())
        {
            foreach (var attribute in element.Attributes().Where(a => IsReference(a, element) && part.DroppedIds.Contains(a.Value)).ToList())
            {
                if (element != part.Root && element.Document is null) break;
                attribute.Remove();
                if (element == part.Root || IsStillUseful(element)) continue;
                Take(element);
                break;
            }
        }
    }

    /// <summary>Relationship attributes; VML also uses <c>o:relid</c>.</summary>
    private static bool IsReference(XAttribute a, XElement element) =>
        RelationshipNamespaces.Contains(a.Name.NamespaceName) || (a.Name.LocalName == "relid" && element.Name.LocalName == "imagedata");

    private static bool IsStillUseful(XElement element) =>
        LoseOnlyAttribute.Contains(element.Name.LocalName)
        || element.Attributes().Any(a => IsReference(a, element))
        || (element.Name.LocalName == "hyperlink" && element.Attributes().Any(a => a.Name.LocalName is "anchor" or "location"));

    private static void Take(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "hyperlink" when element.HasElements:
                element.ReplaceWith(element.Nodes());
                break;
            case "oleObj":
                TakeSlideObject(element);
                break;
            case "control" when element.Ancestors().FirstOrDefault(a => a.Name.LocalName == "AlternateContent") is { } wrapper && wrapper.Document is not null:
                RemoveUp(wrapper);
                break;
            default:
                RemoveUp(element);
                break;
        }
    }

    /// <summary>An embedded object on a slide is a frame around a picture of it: the picture takes the frame's place.</summary>
    private static void TakeSlideObject(XElement element)
    {
        var frame = element.Ancestors().FirstOrDefault(a => a.Name.LocalName == "graphicFrame");
        if (frame is null)
        {
            RemoveUp(element);
            return;
        }
        if (frame.Descendants().FirstOrDefault(e => e.Name.LocalName == "pic") is not { } picture)
        {
            frame.Remove();
            return;
        }
        var id = frame.Descendants().FirstOrDefault(e => e.Name.LocalName == "cNvPr")?.Attribute("id")?.Value;
        picture = new XElement(picture);
        picture.Descendants().First(e => e.Name.LocalName == "cNvPr").SetAttributeValue("id", id);
        frame.ReplaceWith(picture);
    }

    private static void RemoveUp(XElement element)
    {
        for (var parent = element.Parent; parent is not null; element = parent, parent = element.Parent)
        {
            element.Remove();
            parent.SetAttributeValue("count", parent.Attribute("count") is null ? null : parent.Elements().Count());
            if (parent.HasElements || !EmptyContainers.Contains(parent.Name.LocalName)) return;
        }
    }
}
