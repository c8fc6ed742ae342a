using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rebato.Platform.Ui.Tags;

/// <summary>
/// A question answered by choosing: radios, or check boxes when the property is a list.
/// <c>&lt;rb-grupo-opciones asp-for="Form.Kind" text="report.kind" items="Choice.Of&lt;Kind&gt;(Texts, "report.kind")" /&gt;</c>.
/// Without items it asks Sí / No (values true and false). <c>&lt;rb-si value="…"&gt;</c> inside holds what only that answer asks.
/// </summary>
[HtmlTargetElement("rb-grupo-opciones")]
public sealed class ChoicesTag(Texts texts) : FieldTag(texts)
{
    public IEnumerable<Choice>? Items { get; set; }

    /// <summary>Side by side, for two short answers.</summary>
    public bool Inline { get; set; }

    /// <summary>Each answer in its own box, for fingers and for answers with a hint.</summary>
    public bool Boxed { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var reveals = new Dictionary<string, IHtmlContent>();
        context.Items[typeof(RevealTag)] = reveals;
        await output.GetChildContentAsync();

        var many = For.ModelExplorer.ModelType != typeof(string) && For.Metadata.IsEnumerableType;
        var kind = many ? "checkboxes" : "radios";
        var chosen = Chosen(many);
        var list = Html.Tag("div", $"govuk-{kind}" + (Inline ? $" govuk-{kind}--inline" : "") + (Boxed ? " rb-opciones" : ""), ("data-module", $"govuk-{kind}"));
        var items = Items ?? [new("true", Texts["answer.yes"]), new("false", Texts["answer.no"])];
        foreach (var (index, item) in items.Index())
        {
            // The error summary leads to the first answer, so that one has the field's own id.
            var id = index == 0 ? Id : $"{Id}-{index + 1}";
            list.InnerHtml.AppendHtml(Item(kind, item, id, chosen.Contains(item.Value)));
            if (reveals.TryGetValue(item.Value, out var reveal)) list.InnerHtml.AppendHtml(Reveal(kind, id, reveal));
        }
        Wrap(output, Fieldset(list));
    }

    private HashSet<string> Chosen(bool many) => many && !ViewContext.ViewData.ModelState.ContainsKey(Name)
        ? [.. ((System.Collections.IEnumerable?)For.Model)?.Cast<object>().Select(one => one.ToString()!) ?? []]
        : [.. (Typed(Name, For.Model) ?? "").Split(many ? ',' : '\n').Select(one => one is "True" or "False" ? one.ToLowerInvariant() : one)];

    private TagBuilder Item(string kind, Choice item, string id, bool chosen)
    {
        var block = Html.Tag("div", $"govuk-{kind}__item");
        var hintId = item.Hint is null ? null : id + "-item-hint";
        block.InnerHtml
            .AppendHtml(Html.Tag("input", $"govuk-{kind}__input", ("id", id), ("name", Name), ("type", kind == "radios" ? "radio" : "checkbox"),
                ("value", item.Value), ("checked", chosen ? "checked" : null), ("aria-describedby", hintId)))
            .AppendHtml(Html.Of("label", $"govuk-label govuk-{kind}__label", item.Label, ("for", id)));
        if (item.Hint is not null)
            block.InnerHtml.AppendHtml(Html.Of("div", $"govuk-hint govuk-{kind}__hint", item.Hint, ("id", hintId)));
        return block;
    }

    private static TagBuilder Reveal(string kind, string id, IHtmlContent content)
    {
        var block = Html.Tag("div", $"govuk-{kind}__conditional rb-si", ("id", id + "-si"));
        block.InnerHtml.AppendHtml(content);
        return block;
    }
}

/// <summary>What only one answer of the group asks. The style sheet hides it: no script, and no aria-expanded, which radios may not have.</summary>
[HtmlTargetElement("rb-si", ParentTag = "rb-grupo-opciones")]
public sealed class RevealTag : TagHelper
{
    public string Value { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((Dictionary<string, IHtmlContent>)context.Items[typeof(RevealTag)])[Value] = await output.GetChildContentAsync();
        output.SuppressOutput();
    }
}

/// <summary>One box to tick: <c>text</c> is the question over it, <c>text.yes</c> the sentence beside the box.</summary>
[HtmlTargetElement("rb-casilla", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TickTag(Texts texts) : FieldTag(texts)
{
    /// <summary>The sentence beside the box, when no key has it.</summary>
    public string? Yes { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var ticked = Typed(Name, For.Model) is { } typed && typed.Split(',')[0].Equals("true", StringComparison.OrdinalIgnoreCase);
        var item = Html.Tag("div", "govuk-checkboxes__item");
        item.InnerHtml
            .AppendHtml(Html.Tag("input", "govuk-checkboxes__input", ("id", Id), ("name", Name), ("type", "checkbox"), ("value", "true"), ("checked", ticked ? "checked" : null)))
            .AppendHtml(Html.Of("label", "govuk-label govuk-checkboxes__label", Yes ?? Texts[Text + ".yes"], ("for", Id)));
        var list = Html.Tag("div", "govuk-checkboxes", ("data-module", "govuk-checkboxes"));
        list.InnerHtml.AppendHtml(item);
        Wrap(output, Fieldset(list));
    }
}
