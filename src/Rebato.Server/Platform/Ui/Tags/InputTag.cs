using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rebato.Platform.Ui.Tags;

/// <summary>
/// A question answered by typing (or by choosing, with <c>items</c>).
/// <c>&lt;rb-campo asp-for="Form.Subject" text="report.subject" width="20" /&gt;</c>
/// </summary>
[HtmlTargetElement("rb-campo", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class InputTag(Texts texts) : FieldTag(texts)
{
    /// <summary>text, email, tel, password, search.</summary>
    public string Type { get; set; } = "text";
    public string? Autocomplete { get; set; }
    /// <summary>numeric, decimal, email, tel…: the keyboard a phone offers.</summary>
    public string? Inputmode { get; set; }
    public bool? Spellcheck { get; set; }

    /// <summary>Room for so many characters: 2, 3, 4, 5, 10, 20 or 30; the whole column when not given.</summary>
    public int? Width { get; set; }

    /// <summary>A box of so many lines.</summary>
    public int Rows { get; set; }

    /// <summary>Most characters; with <see cref="Rows"/> the page counts those left.</summary>
    public int? Max { get; set; }

    /// <summary>Makes it a list to choose from, with «Seleccione una opción» first.</summary>
    public IEnumerable<Choice>? Items { get; set; }

    /// <summary>What the list says first; empty for no such line.</summary>
    public string? Blank { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var control = Items is not null ? List() : Rows > 0 ? Box() : Line();
        var content = new HtmlContentBuilder().AppendHtml(LabelFor(Id)).AppendHtml(HintAndError()).AppendHtml(control);
        var counted = Rows > 0 && Max is not null && Items is null;
        if (counted) content.AppendHtml(Html.Of("div", "govuk-hint govuk-character-count__message", Texts["field.at-most", Max], ("id", Id + "-info")));
        Wrap(output, content, counted ? " govuk-character-count" : Type == "password" ? " govuk-password-input" : "");
        if (counted)
        {
            output.Attributes.SetAttribute("data-module", "govuk-character-count");
            output.Attributes.SetAttribute("data-maxlength", Max!.Value.ToString(CultureInfo.InvariantCulture));
        }
        if (Type == "password") output.Attributes.SetAttribute("data-module", "govuk-password-input");
    }

    private string Classes(string element) =>
        element + (Width is null ? "" : $" govuk-input--width-{Width}") + (Error is null ? "" : $" {element}--error");

    private TagBuilder Line()
    {
        var input = Html.Tag("input", Classes("govuk-input") + (Type == "password" ? " govuk-password-input__input govuk-js-password-input-input" : ""),
            ("id", Id), ("name", Name), ("type", Type), ("value", Type == "password" ? null : Typed(Name, For.Model)),
            ("autocomplete", Autocomplete ?? (Type == "search" ? null : "off")), ("inputmode", Inputmode), ("spellcheck", Spellcheck is { } check ? (check ? "true" : "false") : null),
            ("maxlength", Max?.ToString(CultureInfo.InvariantCulture)), ("aria-describedby", DescribedBy()), ("aria-invalid", Error is null ? null : "true"));
        if (Type != "password") return input;
        var wrapper = Html.Tag("div", "govuk-input__wrapper govuk-password-input__wrapper");
        wrapper.InnerHtml.AppendHtml(input).AppendHtml(Html.Of("button",
            "govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle rb-boton--segundo", Texts["script.show"],
            ("type", "button"), ("data-module", "govuk-button"), ("aria-controls", Id), ("aria-label", Texts["script.show-password"]), ("hidden", "")));
        return wrapper;
    }

    private TagBuilder Box() => Html.Of("textarea", Classes("govuk-textarea") + (Max is null ? "" : " govuk-js-character-count"), Typed(Name, For.Model) ?? "",
        ("id", Id), ("name", Name), ("rows", Rows.ToString(CultureInfo.InvariantCulture)), ("autocomplete", Autocomplete),
        ("spellcheck", Spellcheck == false ? "false" : null), ("aria-describedby", DescribedBy(Max is null ? null : Id + "-info")), ("aria-invalid", Error is null ? null : "true"));

    private TagBuilder List()
    {
        var select = Html.Tag("select", "govuk-select" + (Error is null ? "" : " govuk-select--error"),
            ("id", Id), ("name", Name), ("aria-describedby", DescribedBy()), ("aria-invalid", Error is null ? null : "true"));
        var chosen = Typed(Name, For.Model) ?? "";
        var blank = Blank ?? Texts["field.choose"];
        if (blank.Length > 0) select.InnerHtml.AppendHtml(Html.Of("option", null, blank, ("value", "")));
        foreach (var item in Items!)
            select.InnerHtml.AppendHtml(Html.Of("option", null, item.Label, ("value", item.Value), ("selected", item.Value == chosen ? "selected" : null)));
        return select;
    }
}
