using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rebato.Platform.Ui.Tags;

/// <summary>
/// What every question of a form has: its property, its words and its error. <c>text="report.subject"</c> names the
/// sentences: <c>report.subject</c> is the label, <c>report.subject.hint</c>, when written, the hint.
/// </summary>
public abstract class FieldTag(Texts texts) : TagHelper
{
    [HtmlAttributeName("asp-for")]
    public ModelExpression For { get; set; } = null!;

    /// <summary>Key of the label, and the beginning of the keys of hint and answers.</summary>
    public string Text { get; set; } = "";

    /// <summary>The label itself, when no key has it.</summary>
    public string? Label { get; set; }
    public string? Hint { get; set; }

    /// <summary>Adds «(opcional)»: everything not marked so must be answered.</summary>
    public bool Optional { get; set; }

    /// <summary>The label is the page's h1: pages of one question.</summary>
    public bool Heading { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    protected Texts Texts => texts;
    protected string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
    protected string Id => IdOf(Name);
    protected string? Error => ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;
    protected string? HintText => Hint ?? (Text.Length > 0 ? texts.Find(Text + ".hint") : null);

    protected string LabelText => (Label ?? texts[Text]) + (Optional ? " " + texts["field.optional"] : "");

    /// <summary>What the person typed, even when it could not be read; otherwise what the model has.</summary>
    protected string? Typed(string name, object? model) =>
        ViewContext.ViewData.ModelState.TryGetValue(name, out var entry) && entry.RawValue is not null
            ? entry.AttemptedValue
            : Convert.ToString(model, CultureInfo.InvariantCulture);

    internal static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    protected string? DescribedBy(params string?[] others)
    {
        var ids = others.Append(HintText is null ? null : Id + "-hint").Append(Error is null ? null : Id + "-error").Where(id => id is not null);
        var described = string.Join(' ', ids);
        return described.Length == 0 ? null : described;
    }

    /// <summary>Turns the output into the group that holds label, hint, error and control.</summary>
    protected void Wrap(TagHelperOutput output, IHtmlContent content, string classes = "")
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.RemoveAll("class");
        output.Attributes.Insert(0, new("class", "govuk-form-group" + (Error is null ? "" : " govuk-form-group--error") + classes));
        output.Content.SetHtmlContent(content);
    }

    protected IHtmlContent HintAndError()
    {
        var content = new HtmlContentBuilder();
        if (HintText is { } hint) content.AppendHtml(Html.Of("div", "govuk-hint", hint, ("id", Id + "-hint")));
        if (Error is { } error)
        {
            var message = Html.Tag("p", "govuk-error-message", ("id", Id + "-error"));
            message.InnerHtml.AppendHtml(Html.Of("span", "govuk-visually-hidden", texts["field.error"])).Append(" " + error);
            content.AppendHtml(message);
        }
        return content;
    }

    protected IHtmlContent LabelFor(string id)
    {
        var label = Html.Of("label", Heading ? "govuk-label govuk-label--xl" : "govuk-label govuk-label--s", LabelText, ("for", id));
        return Heading ? InHeading(label, "govuk-label-wrapper") : label;
    }

    /// <summary>Fieldset with its legend around boxes that answer one question together.</summary>
    protected TagBuilder Fieldset(IHtmlContent content)
    {
        var legend = Html.Tag("legend", Heading ? "govuk-fieldset__legend govuk-fieldset__legend--xl" : "govuk-fieldset__legend govuk-fieldset__legend--s");
        if (Heading) legend.InnerHtml.AppendHtml(Html.Of("h1", "govuk-fieldset__heading", LabelText));
        else legend.InnerHtml.Append(LabelText);
        var fieldset = Html.Tag("fieldset", "govuk-fieldset", ("aria-describedby", DescribedBy()));
        fieldset.InnerHtml.AppendHtml(legend).AppendHtml(HintAndError()).AppendHtml(content);
        return fieldset;
    }

    private static TagBuilder InHeading(IHtmlContent content, string classes)
    {
        var heading = Html.Tag("h1", classes);
        heading.InnerHtml.AppendHtml(content);
        return heading;
    }
}
