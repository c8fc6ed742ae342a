using System.Text.RegularExpressions;

namespace Rebato.Documents.OpenXml;

/// <summary>Formulas that become values.</summary>
internal static partial class Formulas
{
    [GeneratedRegex(@"\[\d+\]|\.(xlsx?|xlsm|xlsb|csv)\]?'?!", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex OtherBook();

    /// <summary>True when it reads another workbook.</summary>
    public static bool IsForeign(string formula) => formula.Contains('[') && OtherBook().IsMatch(formula);

    public static void Freeze(OpcPart sheet, bool all, Scrubbing scrubbing)
    {
        var formulas = sheet.Root.Descendants().Where(e => e.Name.LocalName == "f" && e.Parent!.Name.LocalName == "c").ToList();
        var shared = formulas.Where(f => IsForeign(f.Value)).Select(f => (string?)f.Attribute("si")).Where(i => i is not null).ToHashSet();
        foreach (var formula in formulas)
        {
            var foreign = IsForeign(formula.Value) || shared.Contains((string?)formula.Attribute("si"));
            if (!all && !foreign) continue;
            scrubbing.Removed(foreign ? "external-link" : "formula-frozen", sheet.Name, formula.Value);
            formula.Parent!.SetAttributeValue("cm", null);
            formula.Remove();
        }
        foreach (var rule in sheet.Root.Descendants().Where(e => e.Name.LocalName is "formula" or "formula1" or "formula2" && IsForeign(e.Value)).ToList())
        {
            scrubbing.Removed("external-link", sheet.Name, rule.Value);
            rule.Value = "0";
        }
    }
}
