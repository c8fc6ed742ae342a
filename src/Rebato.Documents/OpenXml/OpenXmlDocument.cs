using Rebato.Documents.Packages;

namespace Rebato.Documents.OpenXml;

/// <summary>
/// Word, Excel and PowerPoint files with their macro and template kin (ECMA-376). Walks the relationships from the root,
/// keeps the parts reached through known ones, cleans each, and leaves everything else behind.
/// </summary>
internal sealed class OpenXmlDocument
{
    private readonly OpcPackage package;
    private readonly Scrubbing scrubbing;
    private readonly Dictionary<string, OpcPart> parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<OpcPart> waiting = new();
    private readonly HashSet<string> reported = new(StringComparer.OrdinalIgnoreCase);
    private readonly Workbook workbook;
    private readonly Presentation presentation;
    private readonly WordDocument word;

    private OpenXmlDocument(OpcPackage package, Scrubbing scrubbing)
    {
        (this.package, this.scrubbing) = (package, scrubbing);
        workbook = new(package, scrubbing);
        presentation = new(package, scrubbing);
        word = new(package, scrubbing);
    }

    public static byte[] Clean(byte[] file, Scrubbing scrubbing)
    {
        var package = new OpcPackage(ZipPackage.Read(file, scrubbing), scrubbing);
        package.ReadContentTypes();
        return new OpenXmlDocument(package, scrubbing).Clean();
    }

    private byte[] Clean()
    {
        var root = new OpcPart("", "", package.RelationshipsOf(""));
        if (!root.Relationships.Exists(r => r.Kind == "officeDocument")) throw new UnfitException("unknown-format", scrubbing.Place(""), "OPC");
        Judge(root);
        while (waiting.TryDequeue(out var part)) Visit(part);
        workbook.Finish();
        foreach (var part in parts.Values.Where(p => p.Xml is not null)) XmlText.DropComments(part.Root.Document!, scrubbing, part.Name);
        foreach (var orphan in package.Names.Where(n => !parts.ContainsKey(n) && !reported.Contains(n))) scrubbing.Removed("orphan-data", orphan);
        return Write(root);
    }

    private void Visit(OpcPart part)
    {
        scrubbing.Spend(0, 1);
        if (part.Xml is null)
        {
            Judge(part);
            CleanBinary(part);
            return;
        }
        workbook.Before(part);
        presentation.Before(part);
        Judge(part);
        Unhooking.Clean(part);
        DrawingRules.Clean(part, scrubbing);
        word.Clean(part);
        workbook.Clean(part);
        presentation.Clean(part);
        foreach (var paragraph in part.Root.Descendants().Where(e => e.Name.LocalName is "p" or "si" or "is" or "row"))
            scrubbing.Read(string.Concat(paragraph.DescendantNodes().OfType<XText>().Select(t => t.Parent!.Name.LocalName is "v" or "f" ? t.Value + " " : t.Value)));
    }

    private void Judge(OpcPart part)
    {
        foreach (var relationship in part.Relationships.ToList())
        {
            if (relationship.Kind == "origin" && relationship.Type.Contains("digital-signature", StringComparison.Ordinal))
            {
                part.Drop(relationship);
                reported.UnionWith(package.Names.Where(n => n.StartsWith("_xmlsignatures/", StringComparison.OrdinalIgnoreCase)));
                scrubbing.Signature(relationship.PartName);
            }
            else if (relationship.Kind == "aFChunk")
            {
                throw new UnfitException("alternative-content", scrubbing.Place(relationship.PartName));
            }
            else if (presentation.IsDropped(relationship))
            {
                part.Drop(relationship);
            }
            else if (RelationshipRules.Fault(relationship, scrubbing.Policy) is { } code)
            {
                part.Drop(relationship);
                ReportDropped(code, relationship, part.Name);
            }
            else if (relationship.IsExternal)
            {
                scrubbing.Kept("web-link", part.Name, relationship.Target);
            }
            else if (!package.Has(relationship.PartName) || (package.IsXml(relationship.PartName) && package.Bytes(relationship.PartName).Length == 0))
            {
                part.Drop(relationship);
            }
            else if (!parts.ContainsKey(relationship.PartName))
            {
                var target = package.Open(relationship.PartName);
                parts.Add(target.Name, target);
                waiting.Enqueue(target);
            }
        }
    }

    private void ReportDropped(string code, Relationship relationship, string source)
    {
        if (relationship.IsExternal || !package.Has(relationship.PartName))
        {
            scrubbing.Removed(code, source, relationship.Target);
            return;
        }
        if (!reported.Add(relationship.PartName)) return;
        DroppedParts.Report(code, relationship, package, scrubbing);
        foreach (var inner in package.RelationshipsOf(relationship.PartName))
        {
            if (inner.IsExternal) scrubbing.Removed("external-link", relationship.PartName, inner.Target);
            else if (RelationshipRules.Fault(inner, scrubbing.Policy) is { } innerCode) ReportDropped(innerCode, inner, relationship.PartName);
        }
    }

    private void CleanBinary(OpcPart part)
    {
        if (part.ContentType.Contains("font", StringComparison.OrdinalIgnoreCase))
        {
            scrubbing.Kept("font-data", part.Name);
            return;
        }
        part.Bytes = scrubbing.Nested(part.Bytes, part.Name);
        part.Stored = Recognition.Of(part.Bytes).IsPacked;
    }

    private byte[] Write(OpcPart root)
    {
        var kept = parts.Values.OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
        var zip = new List<ZipPart> { OpcPackage.WriteContentTypes(kept), OpcPackage.WriteRelationships("", root.Relationships) };
        foreach (var part in kept)
        {
            zip.Add(new(part.Name, part.Xml is { } xml ? XmlText.Save(xml) : part.Bytes, part.Stored));
            if (part.Relationships.Count > 0) zip.Add(OpcPackage.WriteRelationships(part.Name, part.Relationships));
        }
        return ZipPackage.Write(zip);
    }
}
