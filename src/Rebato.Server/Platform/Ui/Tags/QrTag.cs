using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Razor.TagHelpers;
using QRCoder;

namespace Rebato.Platform.Ui.Tags;

/// <summary>
/// A QR code as a drawing without style attributes, sharp on screen and paper.
/// <c>&lt;rb-qr content="@receipt.Qr" label="Código QR del resguardo" /&gt;</c>
/// </summary>
[HtmlTargetElement("rb-qr", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class QrTag : TagHelper
{
    /// <summary>What the code says; digits, capitals and a few signs make the smallest code.</summary>
    public string Content { get; set; } = "";

    /// <summary>What screen readers say of it.</summary>
    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        using var code = QRCodeGenerator.GenerateQrCode(Content, QRCodeGenerator.ECCLevel.L);
        var size = code.ModuleMatrix.Count.ToString(CultureInfo.InvariantCulture);
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "rb-qr");
        output.Attributes.SetAttribute("viewBox", $"0 0 {size} {size}");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Attributes.SetAttribute("shape-rendering", "crispEdges");
        output.Content.SetHtmlContent($"<path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path fill=\"#000\" d=\"{Dark(code)}\"/>");
    }

    /// <summary>The dark modules of each row, joined into runs.</summary>
    private static string Dark(QRCodeData code)
    {
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            var row = code.ModuleMatrix[y];
            for (var x = 0; x < row.Length; x++)
            {
                var start = x;
                while (x < row.Length && row[x])
                {
                    x++;
                }

                if (x > start)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
                }
            }
        }

        return path.ToString();
    }
}
