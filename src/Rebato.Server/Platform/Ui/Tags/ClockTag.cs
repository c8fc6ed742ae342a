using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Rebato.Kernel;

namespace Rebato.Platform.Ui.Tags;

/// <summary>
/// The panel of a legal clock: how much is left, until when, and a ruler from its start to its end. Its edge is blue for
/// two thirds of the time, amber after, red once late; it stands still when what it asks has been done.
/// <c>&lt;rb-plazo heading="…" start="…" due="…" now="…" met="…"&gt; more lines &lt;/rb-plazo&gt;</c>
/// </summary>
[HtmlTargetElement("rb-plazo")]
public sealed class ClockTag(Texts texts, Formats formats) : TagHelper
{
    public string Heading { get; set; } = "";
    public Instant Start { get; set; }
    public Instant Due { get; set; }
    public Instant Now { get; set; }

    /// <summary>When it was done; the clock stops there.</summary>
    public Instant? Met { get; set; }

    /// <summary>Key of what was done: «Notificada a las {0} (dentro de plazo)» is <c>{met-text}.in-time</c>, <c>{met-text}.late</c>.</summary>
    public string MetText { get; set; } = "clock.met";

    private TimeSpan Whole => Due - Start;
    private Instant Reached => Met ?? Now;
    private bool Late => Reached > Due;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var more = await output.GetChildContentAsync();
        var share = (double)(Reached - Start).Ticks / Whole.Ticks;
        output.TagName = "section";
        output.Attributes.SetAttribute("class", "rb-panel rb-plazo rb-plazo--" + (Met is not null && !Late ? "hecho" : Late ? "vencido" : share >= 2 / 3d ? "aviso" : "curso"));
        var figure = Html.Tag("p", "rb-plazo__queda");
        if (Met is null)
        {
            figure.Attributes["data-vence"] = formats.Machine(Due);
            figure.Attributes["data-ahora"] = formats.Machine(Now);
            figure.Attributes["data-quedan"] = texts["clock.left"];
            figure.Attributes["data-vencido"] = texts["clock.late"];
            figure.Attributes["role"] = "timer";
            figure.Attributes["aria-live"] = "off";
        }
        figure.InnerHtml.Append(Figure());
        output.Content.AppendHtml(Html.Of("h2", "rb-panel__titulo", Heading)).AppendHtml(figure);
        var due = Html.Tag("p", "rb-plazo__vence");
        due.InnerHtml.AppendHtml(texts.Html(Late || Met is not null ? "clock.was-due" : "clock.due", Strong(formats.LongDateTime(Due))));
        output.Content.AppendHtml(due).AppendHtml(Ruler(share)).AppendHtml(more);
    }

    private string Figure() => Met is { } met
        ? texts[MetText + (Late ? ".late" : ".in-time"), formats.Hours(met - Start)]
        : texts[Late ? "clock.late" : "clock.left", formats.Hours(Due - Now)];

    private static TagBuilder Strong(string text) => Html.Of("strong", null, text);

    /// <summary>Marks each day of a clock of hours; quarters, in days, of a longer one.</summary>
    private HtmlString Ruler(double share)
    {
        var hours = Whole.TotalHours;
        var steps = hours is > 24 and <= 120 ? (int)Math.Round(hours / 24) : 4;
        var labels = Enumerable.Range(0, steps + 1).Select(step => hours <= 120
            ? $"{formats.Number((long)Math.Round(hours * step / steps))} h"
            : $"{formats.Number((long)Math.Round(hours * step / steps / 24))} d").ToArray();
        var done = Math.Clamp(share, 0, 1) * 100;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"rb-regla\" width=\"100%\" height=\"52\" role=\"img\" aria-label=\"{HtmlEncoder.Default.Encode(texts["clock.ruler", formats.Hours(Reached - Start), labels[^1]])}\">");
        svg.Append("<rect class=\"rb-regla__fondo\" x=\"0\" y=\"8\" width=\"100%\" height=\"12\" rx=\"2\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"rb-regla__hecho\" x=\"0\" y=\"8\" width=\"{done:0.##}%\" height=\"12\" rx=\"2\"/>");
        for (var step = 0; step <= steps; step++)
        {
            var at = step * 100d / steps;
            if (step > 0 && step < steps) svg.Append(CultureInfo.InvariantCulture, $"<line class=\"rb-regla__marca\" x1=\"{at:0.##}%\" x2=\"{at:0.##}%\" y1=\"8\" y2=\"20\"/>");
            var anchor = step == 0 ? "start" : step == steps ? "end" : "middle";
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{at:0.##}%\" y=\"42\" text-anchor=\"{anchor}\">{labels[step]}</text>");
        }
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"rb-regla__aguja\" x1=\"{done:0.##}%\" x2=\"{done:0.##}%\" y1=\"2\" y2=\"26\"/></svg>");
        return new HtmlString(svg.ToString());
    }
}
