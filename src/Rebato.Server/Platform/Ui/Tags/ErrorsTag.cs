using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rebato.Platform.Ui.Tags;

/// <summary>
/// «Hay 6 datos que corregir», with a link to each, in the order of the form: that of the properties of the model, or the
/// one given in <c>order="Form.Code,Form.Why"</c>. Nothing when there is nothing to correct.
/// </summary>
[HtmlTargetElement("rb-errores", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorsTag(Texts texts) : TagHelper
{
    /// <summary>Keys from first to last; the order in which the model declares them when not given.</summary>
    [HtmlAttributeName("order")]
    public string? Keys { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ViewData.ModelState
            .Where(pair => pair.Value is { Errors.Count: > 0 })
            .Select(pair => (pair.Key, Message: pair.Value!.Errors[0].ErrorMessage))
            .OrderBy(error => Place(error.Key), StringComparer.Ordinal)
            .ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-error-summary");
        output.Attributes.SetAttribute("data-module", "govuk-error-summary");
        var list = Html.Tag("ul", "govuk-list govuk-error-summary__list");
        foreach (var (key, message) in errors)
        {
            var line = Html.Tag("li", null);
            line.InnerHtml.AppendHtml(key.Length == 0 ? Html.Of("span", null, message) : Html.Of("a", null, message, ("href", "#" + FieldTag.IdOf(key))));
            list.InnerHtml.AppendHtml(line);
        }
        var body = Html.Tag("div", "govuk-error-summary__body");
        body.InnerHtml.AppendHtml(list);
        var alert = Html.Tag("div", null, ("role", "alert"));
        alert.InnerHtml.AppendHtml(Html.Of("h2", "govuk-error-summary__title", errors.All(error => error.Key.Length == 0) ? texts["form.refused"] : texts.Count("form.errors", errors.Count))).AppendHtml(body);
        output.Content.SetHtmlContent(alert);
    }

    /// <summary>Sortable place of a key: the position of each of its properties among its sisters.</summary>
    private string Place(string key)
    {
        if (Keys is not null)
        {
            var place = Array.IndexOf(Keys.Split(',', StringSplitOptions.TrimEntries), key);
            return (place < 0 ? 9999 : place).ToString("D4", null);
        }
        var metadata = ViewContext.ViewData.ModelMetadata;
        var places = new List<string>();
        foreach (var name in key.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var bare = name.Split('[')[0];
            var place = metadata.Properties.Index().FirstOrDefault(pair => pair.Item.PropertyName == bare);
            places.Add((place.Item is null ? 9999 : place.Index).ToString("D4", null) + name[bare.Length..]);
            if (place.Item is null) break;
            metadata = place.Item.ElementMetadata ?? place.Item;
        }
        return string.Join('.', places);
    }
}
