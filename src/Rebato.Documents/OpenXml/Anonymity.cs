namespace Rebato.Documents.OpenXml;

/// <summary>Review marks that stay lose who and when.</summary>
internal static class Anonymity
{
    private const string Nobody = "Author1";

    public static void Clear(XElement element, string place, Scrubbing scrubbing)
    {
        foreach (var attribute in element.Attributes().ToList())
        {
            if (attribute.Name.LocalName is "author" or "name" or "displayName" && attribute.Value != Nobody)
            {
                scrubbing.Removed("author", place, attribute.Value);
                attribute.Value = Nobody;
            }
            else if (attribute.Name.LocalName is "date" or "dateUtc" or "dt" or "initials" or "userId" or "providerId")
            {
                scrubbing.Removed(attribute.Name.LocalName is "date" or "dateUtc" or "dt" ? "date" : "author", place, attribute.Value);
                attribute.Remove();
            }
        }
    }
}
