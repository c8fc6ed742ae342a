using Microsoft.AspNetCore.Razor.TagHelpers;
using Rebato.Kernel;

namespace Rebato.Platform.Ui.Tags;

public enum TimeForm { DateTime, Date, Time, LongDateTime, LongDate }

/// <summary>An instant in the town's zone. <c>&lt;rb-hora at="incident.Opened" /&gt;</c></summary>
[HtmlTargetElement("rb-hora", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimeTag(Formats formats) : TagHelper
{
    public Instant At { get; set; }
    public TimeForm Form { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", formats.Machine(At));
        output.Content.SetContent(Form switch
        {
            TimeForm.Date => formats.Date(At),
            TimeForm.Time => formats.Time(At),
            TimeForm.LongDateTime => formats.LongDateTime(At),
            TimeForm.LongDate => formats.LongDate(At),
            _ => formats.DateTime(At),
        });
    }
}
