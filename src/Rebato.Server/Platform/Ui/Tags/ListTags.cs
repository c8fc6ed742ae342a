using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rebato.Platform.Ui.Tags;

/// <summary>
/// The header of a column that can be sorted: a link that sorts, and turns round when pressed again. The page reads
/// <c>orden</c> from the address: <c>alta</c>, or <c>-alta</c> from high to low.
/// <c>&lt;rb-tabla-orden by="alta" current="@Model.Sort"&gt;Alta&lt;/rb-tabla-orden&gt;</c>
/// </summary>
[HtmlTargetElement("rb-tabla-orden")]
public sealed class SortTag(Texts texts) : TagHelper
{
    public const string Parameter = "orden";

    public string By { get; set; } = "";
    public string? Current { get; set; }

    /// <summary>First press sorts from high to low: dates, figures.</summary>
    public bool Down { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        var (up, down) = (Current == By, Current == "-" + By);
        var next = up || (Down && !down) ? "-" + By : By;
        output.TagName = "th";
        output.Attributes.SetAttribute("scope", "col");
        if (!output.Attributes.ContainsName("class")) output.Attributes.SetAttribute("class", "govuk-table__header");
        if (up || down) output.Attributes.SetAttribute("aria-sort", up ? "ascending" : "descending");
        var link = Html.Tag("a", "rb-orden", ("href", Query.With(ViewContext.HttpContext.Request, Parameter, next, PagesTag.After, PagesTag.Before)));
        link.InnerHtml.AppendHtml(words).AppendHtml(Icons.Svg(up ? "subir" : down ? "bajar" : "ordenar"))
            .AppendHtml(Html.Of("span", "govuk-visually-hidden", " " + texts[next[0] == '-' ? "list.sort-down" : "list.sort-up"]));
        output.Content.SetHtmlContent(link);
    }
}

/// <summary>
/// Previous and next page of a list that is walked by key: the page puts the cursors it would continue from, and reads
/// <c>tras</c> and <c>antes</c> from the address. Nothing when there is only one page.
/// </summary>
[HtmlTargetElement("rb-paginacion", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagesTag(Texts texts) : TagHelper
{
    public const string After = "tras";
    public const string Before = "antes";

    public string? Previous { get; set; }
    public string? Next { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Previous is null && Next is null)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "rb-paginas");
        output.Attributes.SetAttribute("aria-label", texts["list.pages"]);
        var request = ViewContext.HttpContext.Request;
        if (Previous is not null)
            output.Content.AppendHtml(Link(Query.With(request, Before, Previous, After), "prev", "anterior", texts["list.previous"], first: true));
        if (Next is not null)
            output.Content.AppendHtml(Link(Query.With(request, After, Next, Before), "next", "siguiente", texts["list.next"], first: false));
    }

    private static TagBuilder Link(string href, string rel, string icon, string words, bool first)
    {
        var link = Html.Tag("a", "rb-paginas__enlace", ("href", href), ("rel", rel));
        if (first) link.InnerHtml.AppendHtml(Icons.Svg(icon));
        link.InnerHtml.AppendHtml(Html.Of("span", null, words));
        if (!first) link.InnerHtml.AppendHtml(Icons.Svg(icon));
        return link;
    }
}
