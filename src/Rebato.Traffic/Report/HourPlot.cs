using System.Globalization;
using System.Text;
using Rebato.Traffic.Statement;

namespace Rebato.Traffic;

/// <summary>Octets sent outside by hour as SVG; time that nobody measured is a striped band over the whole height, never a low bar.</summary>
internal static class HourPlot
{
    private const int Width = 1000, Height = 260, Left = 70, Bottom = 40, Top = 10;

    public static string Svg(TrafficStatement statement, CultureInfo culture)
    {
        var hours = Bins(statement.Hours);
        if (hours.Count == 0)
            return $"<p>{Html.Escape(TrafficTexts.Text("none", culture))}</p>";
        var most = Math.Max(1, hours.Max(h => (double)h.Outside + h.Allowed));
        var step = (double)(Width - Left) / hours.Count;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height + Bottom}\" role=\"img\" aria-label=\"{Html.Escape(TrafficTexts.Text("plot.label", culture))}\">");
        svg.Append("<defs><pattern id=\"gap\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"8\" height=\"8\" fill=\"#f7d9d9\"/><rect width=\"3\" height=\"8\" fill=\"#a40000\"/></pattern></defs>");
        for (var i = 0; i < hours.Count; i++)
            Bar(svg, hours[i], Left + (i * step), step, most);
        Axes(svg, hours, step, most, statement, culture);
        Legend(svg, culture);
        svg.Append("</svg><p>").Append(Html.Escape(TrafficTexts.Text("plot.label", culture))).Append("</p>");
        return svg.ToString();
    }

    /// <summary>A month has more hours than a page has room for: then each bar is several hours.</summary>
    private static List<HourStatement> Bins(IReadOnlyList<HourStatement> hours)
    {
        var per = Math.Max(1, (hours.Count + 371) / 372);
        return [.. hours.Chunk(per).Select(c => new HourStatement(c[0].Hour, c.Sum(h => h.Outside), c.Sum(h => h.Allowed), c.Sum(h => h.GapMinutes)))];
    }

    private static void Bar(StringBuilder svg, HourStatement hour, double x, double width, double most)
    {
        var outside = hour.Outside / most * (Height - Top);
        var allowed = hour.Allowed / most * (Height - Top);
        if (hour.GapMinutes > 0)
            Rectangle(svg, x, Top, width, Height - Top, "url(#gap)");
        Rectangle(svg, x, Height - outside, width * 0.9, outside, "#7a1fa2");
        Rectangle(svg, x, Height - outside - allowed, width * 0.9, allowed, "#9e9e9e");
    }

    private static void Rectangle(StringBuilder svg, double x, double y, double width, double height, string fill)
    {
        if (height > 0)
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\" fill=\"{fill}\"/>");
    }

    private static void Axes(StringBuilder svg, List<HourStatement> hours, double step, double most, TrafficStatement statement, CultureInfo culture)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {Top}V{Height}H{Width}\" fill=\"none\" stroke=\"#333\"/>");
        for (var tick = 0; tick <= 2; tick++)
        {
            var y = Height - (tick * (Height - Top) / 2.0);
            Text(svg, Left - 5, y + 4, "end", TrafficTexts.Octets((long)(most * tick / 2), culture));
        }
        var every = Math.Max(1, hours.Count / 8);
        for (var i = 0; i < hours.Count; i += every)
            Text(svg, Left + (i * step), Height + 16, "start", hours[i].Hour.In(statement.Zone).ToString("dd/MM HH:mm", culture));
    }

    private static void Legend(StringBuilder svg, CultureInfo culture)
    {
        (string Code, string Fill)[] keys = [("plot.outside", "#7a1fa2"), ("plot.allowed", "#9e9e9e"), ("plot.gap", "url(#gap)")];
        for (var i = 0; i < keys.Length; i++)
        {
            Rectangle(svg, Left + (i * 180), Height + 24, 14, 12, keys[i].Fill);
            Text(svg, Left + (i * 180) + 20, Height + 35, "start", TrafficTexts.Text(keys[i].Code, culture));
        }
    }

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" font-size=\"12\" text-anchor=\"{anchor}\">{Html.Escape(text)}</text>");
}
