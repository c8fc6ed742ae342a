namespace Rebato.Documents.OpenXml;

/// <summary>Says what is inside the parts that go, so that the person reads names and dates and not only names of parts.</summary>
internal static class DroppedParts
{
    private static readonly Dictionary<string, string> PropertyCodes = new()
    {
        ["creator"] = "author",
        ["lastModifiedBy"] = "last-modified-by",
        ["created"] = "date",
        ["modified"] = "date",
        ["lastPrinted"] = "date",
        ["title"] = "title",
        ["description"] = "description",
        ["keywords"] = "keywords",
        ["Company"] = "organisation",
        ["Manager"] = "author",
        ["Application"] = "software",
        ["AppVersion"] = "software",
        ["Template"] = "template",
        ["TotalTime"] = "editing-time",
        ["HyperlinkBase"] = "local-link",
    };

    public static void Report(string code, Relationship relationship, OpcPackage package, Scrubbing scrubbing)
    {
        var name = relationship.PartName;
        if (!package.IsXml(name))
        {
            scrubbing.Removed(code, name);
            return;
        }
        var root = package.Xml(name).Root!;
        switch (relationship.Kind)
        {
            case "core-properties" or "extended-properties":
                foreach (var leaf in root.Elements().Where(e => e.Value.Trim().Length > 0))
                    scrubbing.Removed(PropertyCodes.GetValueOrDefault(leaf.Name.LocalName, "document-property"), name, $"{leaf.Name.LocalName}: {leaf.Value}");
                break;
            case "custom-properties":
                foreach (var property in root.Elements()) scrubbing.Removed(code, name, $"{(string?)property.Attribute("name")}: {property.Value}");
                break;
            case "comments" or "commentAuthors" or "authors" or "people" or "person" or "threadedComment":
                ReportComments(code, name, root, scrubbing);
                break;
            default:
                scrubbing.Removed(code, name, root.Value);
                break;
        }
    }

    private static void ReportComments(string code, string name, XElement root, Scrubbing scrubbing)
    {
        foreach (var item in root.Descendants())
        {
            var author = item.Attributes().FirstOrDefault(a => a.Name.LocalName is "author" or "displayName" or "name")?.Value;
            if (item.Name.LocalName is "comment" or "cm" or "threadedComment") scrubbing.Removed(code, name, string.Join(": ", new[] { author, item.Value }.Where(s => !string.IsNullOrEmpty(s))));
            else if (item.Name.LocalName is "author" or "person" or "cmAuthor") scrubbing.Removed("author", name, author ?? item.Value);
        }
    }
}
