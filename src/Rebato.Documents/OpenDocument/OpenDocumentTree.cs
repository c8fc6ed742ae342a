using System.Collections.Frozen;

namespace Rebato.Documents.OpenDocument;

/// <summary>The content and styles of one OpenDocument, cleaned together because styles say what is hidden.</summary>
internal sealed class OpenDocumentTree(IReadOnlyList<(string Place, XDocument Document)> trees, Scrubbing scrubbing)
{
    private static readonly FrozenDictionary<string, string> Gone = new Dictionary<string, string>
    {
        ["scripts"] = "active-content",
        ["event-listeners"] = "active-content",
        ["event-listener"] = "active-content",
        ["script"] = "active-content",
        ["user-field-decls"] = "document-variables",
        ["dde-connection-decls"] = "external-link",
        ["dde-source"] = "external-link",
        ["dde-links"] = "external-link",
        ["scenario"] = "scenario",
        ["cell-range-source"] = "external-link",
        ["section-source"] = "external-link",
        ["table-source"] = "external-link",
        ["database-source-sql"] = "connection",
        ["database-source-table"] = "connection",
        ["database-source-query"] = "connection",
        ["connection-resource"] = "connection",
        ["plugin"] = "active-content",
        ["applet"] = "active-content",
        ["hidden-text"] = "hidden-text",
        ["hidden-paragraph"] = "hidden-text",
        ["soft-page-break"] = "",
        ["data-pilot-tables"] = "pivot-cache",
        ["object-ole"] = "embedded-file",
        ["calculation-settings"] = "",
        ["label-ranges"] = "",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Flattened = new[]
    {
        "sender-firstname", "sender-lastname", "sender-initials", "sender-title", "sender-position", "sender-email", "sender-phone-private", "sender-fax", "sender-company", "sender-phone-work",
        "sender-street", "sender-city", "sender-postal-code", "sender-country", "sender-state-or-province", "author-name", "author-initials", "initial-creator", "creator", "description",
        "printed-by", "title", "subject", "keywords", "user-defined", "file-name", "template-name", "creation-date", "creation-time", "modification-date", "modification-time", "print-date",
        "print-time", "editing-cycles", "editing-duration", "user-field-get", "variable-get", "conditional-text", "database-display", "database-name", "execute-macro", "meta", "meta-field",
    }.ToFrozenSet();

    public void Clean()
    {
        foreach (var (place, document) in trees)
        {
            XmlText.DropComments(document, scrubbing, place);
            CleanReview(place, document);
            foreach (var element in document.Descendants().ToList())
                if (element.Document is not null) CleanElement(element, place);
        }
        new OpenDocumentHidden(trees, scrubbing).Clean();
        foreach (var (_, document) in trees)
            foreach (var paragraph in document.Descendants().Where(e => e.Name.LocalName is "p" or "h" && e.Name.NamespaceName.EndsWith(":text:1.0", StringComparison.Ordinal))) scrubbing.Read(paragraph.Value);
    }

    private void CleanReview(string place, XDocument document)
    {
        foreach (var element in document.Descendants().Where(e => e.Name.LocalName is "tracked-changes" or "annotation" or "annotation-end" or "change" or "change-start" or "change-end").ToList())
        {
            if (element.Document is null) continue;
            var (change, comment) = (element.Name.LocalName == "tracked-changes", element.Name.LocalName == "annotation");
            if (scrubbing.Policy.KeepsReview)
            {
                if (change || comment) scrubbing.Kept(change ? "tracked-change" : "comment", place, element.Value);
                foreach (var who in element.Descendants().Where(e => e.Name.LocalName is "creator" or "date" or "creator-initials" or "sender-initials").ToList())
                {
                    if (who.Value is "" or "Author1" or "1970-01-01T00:00:00") continue;
                    scrubbing.Removed(who.Name.LocalName == "date" ? "date" : "author", place, who.Value);
                    who.Value = who.Name.LocalName == "date" ? "1970-01-01T00:00:00" : who.Name.LocalName == "creator" ? "Author1" : "";
                }
                continue;
            }
            if (change || comment) scrubbing.Removed(change ? "tracked-change" : "comment", place, element.Value);
            element.Remove();
        }
    }

    private void CleanElement(XElement element, string place)
    {
        var name = element.Name.LocalName;
        if (name == "notes" && element.Name.NamespaceName.EndsWith(":presentation:1.0", StringComparison.Ordinal)) Notes(element, place);
        else if (Gone.TryGetValue(name, out var code) && element.Parent is not null && (name != "hidden-text" && name != "hidden-paragraph" || !scrubbing.Policy.KeepsHidden))
        {
            if (code.Length > 0) scrubbing.Removed(code, place, element.Value + string.Join(" ", element.Attributes().Where(a => !a.IsNamespaceDeclaration).Select(a => a.Value)));
            if (code.Length > 0) element.Remove();
            return;
        }
        else if (Flattened.Contains(name) && element.Name.NamespaceName.EndsWith(":text:1.0", StringComparison.Ordinal))
        {
            scrubbing.Removed("field-code", place, name);
            element.ReplaceWith(element.Nodes());
            return;
        }
        foreach (var attribute in element.Attributes().ToList()) CleanAttribute(attribute, place);
    }

    private void Notes(XElement notes, string place)
    {
        var words = string.Concat(notes.Descendants().Where(e => e.Name.LocalName == "text-box").Select(e => e.Value));
        if (words.Length == 0) return;
        if (scrubbing.Policy.KeepsHidden) scrubbing.Ask("notes", place, words);
        else
        {
            scrubbing.Removed("notes", place, words);
            notes.Descendants().Where(e => e.Name.LocalName == "text-box").Elements().Remove();
        }
    }

    private void CleanAttribute(XAttribute attribute, string place)
    {
        var name = attribute.Name.LocalName;
        if (name is "rsid" or "paragraph-rsid") Remove("revision-ids");
        else if (attribute.Name.NamespaceName is "http://www.w3.org/1999/xhtml" or "http://docs.oasis-open.org/ns/office/1.2/meta/odf#") Remove("custom-xml");
        else if (name is "object-name" or "filter-options" or "target-frame-name" && attribute.Parent!.Name.LocalName is "table-source") Remove("external-link");
        else if (name == "href" && !IsInside(attribute.Value)) Reference(attribute, place);

        void Remove(string code)
        {
            scrubbing.Removed(code, place, attribute.Value);
            attribute.Remove();
        }
    }

    private static bool IsInside(string target) =>
        target.StartsWith('#') || (!target.Contains(':') && !target.StartsWith('/') && !target.Contains('\\') && !target.StartsWith("..", StringComparison.Ordinal));

    private void Reference(XAttribute link, string place)
    {
        if (link.Parent!.Name.LocalName == "a" && !OpenXml.RelationshipRules.IsLocal(link.Value))
        {
            scrubbing.Kept("web-link", place, link.Value);
            return;
        }
        scrubbing.Removed(link.Parent.Name.LocalName == "image" ? "external-image" : "local-link", place, link.Value);
        if (link.Parent.Name.LocalName == "a") link.Parent.ReplaceWith(link.Parent.Nodes());
        else link.Parent.Remove();
    }
}
