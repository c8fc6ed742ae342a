namespace Rebato.Documents.OpenXml;

/// <summary>What every OOXML part can carry in its drawings: names of files, paths, copies of shapes, identifiers, cropped pictures.</summary>
internal static class DrawingRules
{
    private static readonly string[] RevisionNamespaces = ["http://schemas.microsoft.com/office/spreadsheetml/2014/revision", "http://schemas.microsoft.com/office/spreadsheetml/2015/revision2", "http://schemas.microsoft.com/office/spreadsheetml/2016/revision3"];

    public static void Clean(OpcPart part, Scrubbing scrubbing)
    {
        foreach (var element in part.Root.DescendantsAndSelf().ToList())
        {
            foreach (var attribute in element.Attributes().ToList())
                if (IsTrace(attribute)) Remove(attribute, "revision-ids", part, scrubbing);
            switch (element.Name.LocalName)
            {
                case "docPr" or "cNvPr":
                    CleanName(element, part, scrubbing);
                    break;
                case "creationId" or "modId" or "designElem" or "imgProps":
                    RemoveWithExtension(element);
                    break;
                case "srcRect" when element.Attributes().Any(a => a.Value is not ("0" or "0%")):
                    scrubbing.Ask("cropped-picture", part.Name);
                    break;
                case "ClientData" when (string?)element.Attribute("ObjectType") == "Note" && !scrubbing.Policy.KeepsReview:
                    scrubbing.Removed("comment", part.Name, element.Parent!.Value);
                    if (element.Parent != part.Root) element.Parent.Remove();
                    break;
                case "FmlaMacro" or "FmlaTxbx":
                    scrubbing.Removed("active-content", part.Name, element.Value);
                    element.Remove();
                    break;
                case "shape" or "imagedata" or "fill" or "group" or "rect":
                    CleanVml(element, part, scrubbing);
                    break;
            }
        }
    }

    /// <summary>Session identifiers tell which pieces were written in the same sitting, and by which copy.</summary>
    private static bool IsTrace(XAttribute a) =>
        a.Name.LocalName.StartsWith("rsid", StringComparison.Ordinal)
        || a.Name.LocalName is "paraId" or "textId" or "anchorId" or "editId" && a.Name.NamespaceName.Contains("/office/word/", StringComparison.Ordinal)
        || RevisionNamespaces.Contains(a.Name.NamespaceName);

    /// <summary>The name of a drawing is never shown and often is the original file's; its description is read aloud, so it stays unless it is a path.</summary>
    private static void CleanName(XElement element, OpcPart part, Scrubbing scrubbing)
    {
        var neutral = $"Object {element.Attribute("id")?.Value}";
        if (element.Attribute("name") is { } name && name.Value != neutral)
        {
            if (name.Value.Length > 0) scrubbing.Removed("drawing-name", part.Name, name.Value);
            name.Value = neutral;
        }
        foreach (var described in element.Attributes().Where(a => a.Name.LocalName is "descr" or "title" && a.Value.Length > 0).ToList())
        {
            if (IsPath(described.Value)) Remove(described, "file-path", part, scrubbing);
            else scrubbing.Kept("alt-text", part.Name, described.Value);
        }
    }

    private static void CleanVml(XElement element, OpcPart part, Scrubbing scrubbing)
    {
        foreach (var attribute in element.Attributes().ToList())
        {
            if (attribute.Name.LocalName == "gfxdata") Remove(attribute, "hidden-object", part, scrubbing);
            else if (attribute.Name.LocalName is "title" or "href" or "src" or "althref") Remove(attribute, "drawing-name", part, scrubbing);
            else if (attribute.Name.LocalName == "alt" && IsPath(attribute.Value)) Remove(attribute, "file-path", part, scrubbing);
        }
    }

    private static void RemoveWithExtension(XElement element)
    {
        for (var parent = element.Parent; parent is not null; element = parent, parent = element.Parent)
        {
            element.Remove();
            if (parent.HasElements || parent.Name.LocalName is not ("ext" or "extLst")) return;
        }
    }

    private static bool IsPath(string text) =>
        text.Contains(":\\", StringComparison.Ordinal) || text.StartsWith("\\\\", StringComparison.Ordinal) || text.Contains("file:", StringComparison.OrdinalIgnoreCase)
        || (text.Contains('/') && Path.GetExtension(text).Length is > 2 and < 6 && !text.Contains(' '));

    private static void Remove(XAttribute attribute, string code, OpcPart part, Scrubbing scrubbing)
    {
        if (code != "drawing-name" || attribute.Value.Length > 0) scrubbing.Removed(code, part.Name, attribute.Value);
        attribute.Remove();
    }
}
