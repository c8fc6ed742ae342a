using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rebato.Platform.Ui.Tags;

/// <summary>Files to send, with the browser's own control (the enhanced one of the library fails axe). The form needs <c>enctype="multipart/form-data"</c>.</summary>
[HtmlTargetElement("rb-fichero", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FileTag(Texts texts) : FieldTag(texts)
{
    /// <summary>Kinds the chooser offers first; the server decides what it takes.</summary>
    public string? Accept { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var many = For.Metadata.IsEnumerableType;
        var input = Html.Tag("input", "govuk-file-upload rb-fichero" + (Error is null ? "" : " govuk-file-upload--error"),
            ("id", Id), ("name", Name), ("type", "file"), ("accept", Accept), ("multiple", many ? "multiple" : null),
            ("aria-describedby", DescribedBy()), ("aria-invalid", Error is null ? null : "true"));
        Wrap(output, new HtmlContentBuilder().AppendHtml(LabelFor(Id)).AppendHtml(HintAndError()).AppendHtml(input));
    }
}
