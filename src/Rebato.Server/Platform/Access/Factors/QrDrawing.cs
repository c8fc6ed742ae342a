using System.Globalization;
using System.Net;
using System.Text;
using QRCoder;

namespace Rebato.Platform.Access;

/// <summary>A QR code as SVG without style attributes, which the content security policy would block.</summary>
internal static class QrDrawing
{
    public static string Svg(string content, string label)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var (rows, side) = (data.ModuleMatrix, data.ModuleMatrix.Count);
        var path = new StringBuilder();
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
                if (rows[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return string.Create(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"220\" height=\"220\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\" shape-rendering=\"crispEdges\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>");
    }
}
