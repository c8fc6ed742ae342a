namespace Rebato.Documents.Images;

/// <summary>SVG (W3C SVG 2): drops metadata, editors' namespaces, scripts and what is not displayed; cleans embedded pictures.</summary>
internal static class Svg
{
    private const string Namespace = "http://www.w3.org/2000/svg";
    private const string Link = "http://www.w3.org/1999/xlink";
    private const string XmlSpace = "http://www.w3.org/XML/1998/namespace";

    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        var document = XmlText.Load(file, scrubbing, "svg", dtd: true);
        XmlText.DropComments(document, scrubbing, "svg");
        foreach (var element in document.Root!.DescendantsAndSelf().ToList())
        {
            if (element != document.Root && element.Document is null) continue;
            if (element != document.Root && Fault(element) is { } code)
            {
                scrubbing.Removed(code, $"svg/{element.Name.LocalName}", element.Value);
                element.Remove();
                continue;
            }
            foreach (var attribute in element.Attributes().ToList()) Attribute(attribute, scrubbing);
            if (element.Name.LocalName is "title" or "desc") scrubbing.Kept("alt-text", "svg", element.Value);
            if (element.Name.LocalName == "text") scrubbing.Read(element.Value);
        }
        return XmlText.Save(document);
    }

    private static string? Fault(XElement e) => e switch
    {
        { Name.LocalName: "script" } => "active-content",
        { Name.LocalName: "metadata" } => "xmp",
        _ when e.Name.NamespaceName is not (Namespace or "" or "http://www.w3.org/1999/xhtml" or "http://www.w3.org/1998/Math/MathML") => "private-data",
        _ when IsHidden(e) && !e.Ancestors().Any(a => a.Name.LocalName is "defs" or "symbol") => "hidden-object",
        _ => null,
    };

    private static bool IsHidden(XElement e) =>
        ((string?)e.Attribute("display") == "none" || ((string?)e.Attribute("style") ?? "").Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.Ordinal))
        && !e.DescendantsAndSelf().Any(d => d.Attribute("id") is not null && e.Document!.Descendants().Any(u => u.Attributes().Any(a => a.Value.Contains("#" + d.Attribute("id")!.Value, StringComparison.Ordinal))));

    private static void Attribute(XAttribute attribute, Scrubbing scrubbing)
    {
        var name = attribute.Name;
        if (attribute.IsNamespaceDeclaration)
        {
            if (attribute.Value is not (Namespace or Link) && attribute.Parent!.Name.NamespaceName != attribute.Value) attribute.Remove();
            return;
        }
        if (name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) && name.NamespaceName.Length == 0) Remove("active-content");
        else if (name.NamespaceName is not ("" or Link or XmlSpace)) Remove("private-data");
        else if (name.LocalName.StartsWith("data-", StringComparison.Ordinal)) Remove("private-data");
        else if (name.LocalName == "href") Reference(attribute, scrubbing);

        void Remove(string code)
        {
            scrubbing.Removed(code, "svg", $"{name.LocalName}: {attribute.Value}");
            attribute.Remove();
        }
    }

    private static void Reference(XAttribute attribute, Scrubbing scrubbing)
    {
        var value = attribute.Value.Trim();
        if (value.StartsWith('#')) return;
        if (value.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && value.IndexOf(";base64,", StringComparison.OrdinalIgnoreCase) is > 0 and var at)
        {
            var clean = scrubbing.Nested(Convert.FromBase64String(value[(at + 8)..]), "svg/href");
            attribute.Value = value[..(at + 8)] + Convert.ToBase64String(clean);
        }
        else if (attribute.Parent!.Name.LocalName == "a" && !OpenXml.RelationshipRules.IsLocal(value)) scrubbing.Kept("web-link", "svg", value);
        else
        {
            scrubbing.Removed(OpenXml.RelationshipRules.IsLocal(value) ? "local-link" : "external-image", "svg", value);
            attribute.Remove();
        }
    }
}
