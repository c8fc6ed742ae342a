using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rebato.Platform.Ui.Tags;

public enum ButtonKind { First, Second, Danger }

/// <summary>
/// A button, or a link that looks like one when it has <c>href</c>. One <see cref="ButtonKind.First"/> per page.
/// <c>&lt;rb-boton&gt;Presentar el aviso&lt;/rb-boton&gt;</c>; name, value, formaction and the like pass through.
/// </summary>
[HtmlTargetElement("rb-boton")]
public sealed class ButtonTag : TagHelper
{
    public ButtonKind Kind { get; set; }
    public string? Href { get; set; }
    public string? Icon { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        output.TagName = Href is null ? "button" : "a";
        output.Attributes.SetAttribute("class", "govuk-button" + Kind switch
        {
            ButtonKind.Second => " rb-boton--segundo",
            ButtonKind.Danger => " rb-boton--peligro",
            _ => "",
        });
        output.Attributes.SetAttribute("data-module", "govuk-button");
        if (Href is not null)
        {
            output.Attributes.SetAttribute("href", Href);
        }
        else
        {
            if (!output.Attributes.ContainsName("type")) output.Attributes.SetAttribute("type", "submit");
            output.Attributes.SetAttribute("data-prevent-double-click", "true");
        }
        if (Icon is not null) output.Content.AppendHtml(Icons.Svg(Icon));
        output.Content.AppendHtml(words);
    }
}
