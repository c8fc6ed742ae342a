using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rebato.Platform.Ui.Tags;

/// <summary>A date in three boxes, or with the hour in a fourth (<c>rb-fecha-hora</c>): property of type DateBoxes or DateTimeBoxes.</summary>
[HtmlTargetElement("rb-fecha", TagStructure = TagStructure.NormalOrSelfClosing)]
[HtmlTargetElement("rb-fecha-hora", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateTag(Texts texts) : FieldTag(texts)
{
    /// <summary>bday, or off.</summary>
    public bool Birthday { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var boxes = (DateBoxes?)For.Model;
        var group = Html.Tag("div", "govuk-date-input", ("id", Id + "-boxes"));
        group.InnerHtml
            .AppendHtml(Box("Day", boxes?.Day, 2, "date.day"))
            .AppendHtml(Box("Month", boxes?.Month, 2, "date.month"))
            .AppendHtml(Box("Year", boxes?.Year, 4, "date.year"));
        if (context.TagName == "rb-fecha-hora")
            group.InnerHtml.AppendHtml(Box("Time", (boxes as DateTimeBoxes)?.Time, 5, "date.time"));
        Wrap(output, Fieldset(group));
    }

    private TagBuilder Box(string part, string? value, int width, string label)
    {
        // The error summary leads to the first box, so that one has the field's own id.
        var id = part == "Day" ? Id : $"{Id}-{part.ToLowerInvariant()}";
        var block = Html.Tag("div", "govuk-date-input__item");
        var group = Html.Tag("div", "govuk-form-group");
        group.InnerHtml
            .AppendHtml(Html.Of("label", "govuk-label govuk-date-input__label", Texts[label], ("for", id)))
            .AppendHtml(Html.Tag("input", $"govuk-input govuk-date-input__input govuk-input--width-{width}" + (Error is null ? "" : " govuk-input--error"),
                ("id", id), ("name", $"{Name}.{part}"), ("type", "text"), ("inputmode", part == "Time" ? null : "numeric"),
                ("autocomplete", Birthday && part != "Time" ? "bday-" + part.ToLowerInvariant() : "off"), ("value", Typed($"{Name}.{part}", value))));
        block.InnerHtml.AppendHtml(group);
        return block;
    }
}
