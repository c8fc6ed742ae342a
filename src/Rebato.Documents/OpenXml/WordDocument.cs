namespace Rebato.Documents.OpenXml;

/// <summary>WordprocessingML (ECMA-376 part 1, 17): revisions, comments, hidden text, field codes, settings, in whichever part they are.</summary>
internal sealed class WordDocument(OpcPackage package, Scrubbing scrubbing)
{
    private static readonly string[] Namespaces = ["http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"];
    private static readonly string[] SettingsOut = ["rsids", "attachedTemplate", "docVars", "mailMerge", "docId", "documentTasks", "saveThroughXslt", "linkStyles"];
    private static readonly string[] CommentMarks = ["commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"];
    private WordStyles? styles;

    public void Clean(OpcPart part)
    {
        if (!Namespaces.Contains(part.Root.Name.NamespaceName)) return;
        var w = part.Root.Name.Namespace;
        if (part.RootName == "settings") CleanSettings(part, w);
        if (part.RootName == "comments") AnonymiseComments(part);
        WordRevisions.Clean(part, w, scrubbing);
        if (!scrubbing.Policy.KeepsReview) RemoveCommentMarks(part, w);
        styles ??= WordStyles.Of(package, w);
        WordHidden.Clean(part, w, styles, scrubbing);
        WordFields.Clean(part, w, scrubbing);
        CleanControls(part, w);
    }

    private void CleanSettings(OpcPart part, XNamespace w)
    {
        foreach (var element in part.Root.Elements().Where(e => SettingsOut.Contains(e.Name.LocalName)).ToList())
        {
            var code = element.Name.LocalName switch
            {
                "docVars" => "document-variables",
                "mailMerge" => "mail-merge",
                "attachedTemplate" => "template",
                _ => "revision-ids",
            };
            var values = element.DescendantsAndSelf().SelectMany(e => e.Attributes()).Where(a => !a.IsNamespaceDeclaration).Select(a => a.Value);
            scrubbing.Removed(code, part.Name, string.Join(" ", values));
            element.Remove();
        }
        if (part.Root.Element(w + "trackRevisions") is { } tracking && !scrubbing.Policy.KeepsReview) tracking.Remove();
    }

    private void AnonymiseComments(OpcPart part)
    {
        foreach (var comment in part.Root.Descendants().Where(e => e.Name.LocalName == "comment"))
        {
            Anonymity.Clear(comment, part.Name, scrubbing);
            scrubbing.Kept("comment", part.Name, comment.Value);
        }
    }

    private static void RemoveCommentMarks(OpcPart part, XNamespace w)
    {
        foreach (var mark in part.Root.Descendants().Where(e => e.Name.Namespace == w && CommentMarks.Contains(e.Name.LocalName)).ToList())
        {
            var run = mark.Parent;
            mark.Remove();
            if (run is { Name.LocalName: "r" } && run.Elements().All(e => e.Name == w + "rPr")) run.Remove();
        }
    }

    /// <summary>
    /// Content controls bound to properties would show the emptiness left where the property was; smart tags and custom
    /// XML marks carry data about words that nobody sees. What they surround stays.
    /// </summary>
    private void CleanControls(OpcPart part, XNamespace w)
    {
        foreach (var element in part.Root.Descendants().Where(e => e.Name.Namespace == w || e.Name.LocalName == "dataBinding").ToList())
        {
            switch (element.Name.LocalName)
            {
                case "dataBinding" or "tag" when element.Parent?.Name == w + "sdtPr":
                    scrubbing.Removed("custom-xml", part.Name, string.Join(" ", element.Attributes().Select(a => a.Value)));
                    element.Remove();
                    break;
                case "smartTag" or "customXml":
                    scrubbing.Removed("custom-xml", part.Name, string.Join(" ", element.Descendants().SelectMany(e => e.Attributes()).Where(a => a.Parent!.Name.LocalName == "attr").Select(a => a.Value)));
                    element.Elements().Where(e => e.Name.LocalName is "smartTagPr" or "customXmlPr").Remove();
                    element.ReplaceWith(element.Nodes());
                    break;
                case "fldData":
                    scrubbing.Removed("field-code", part.Name);
                    element.Remove();
                    break;
                case "bookmarkStart" when (string?)element.Attribute(w + "name") == "_GoBack":
                    part.Root.Descendants(w + "bookmarkEnd").Where(e => (string?)e.Attribute(w + "id") == (string?)element.Attribute(w + "id")).Remove();
                    element.Remove();
                    break;
            }
        }
    }
}
