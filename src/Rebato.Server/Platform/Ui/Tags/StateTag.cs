using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rebato.Platform.Ui.Tags;

/// <summary>A state: shape, word and colour, always the three. <c>&lt;rb-estado mark="Mark.Underway"&gt;En análisis&lt;/rb-estado&gt;</c></summary>
[HtmlTargetElement("rb-estado")]
public sealed class StateTag : TagHelper
{
    public Mark Mark { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var word = await output.GetChildContentAsync();
        output.TagName = "span";
        output.Attributes.SetAttribute("class", $"rb-estado rb-estado--{Mark.Name()}");
        output.Content.SetHtmlContent(Icons.Svg(Mark.Name())).AppendHtml(word);
    }
}

/// <summary>A drawing beside a word. <c>&lt;rb-icono name="descargar" /&gt;</c></summary>
[HtmlTargetElement("rb-icono", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTag : TagHelper
{
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Icons.Svg(Name));
    }
}
