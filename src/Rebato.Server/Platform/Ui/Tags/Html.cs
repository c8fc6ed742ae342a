using Microsoft.AspNetCore.Mvc.Rendering;

namespace Rebato.Platform.Ui.Tags;

/// <summary>Short ways to build an element; attributes without a value are left out.</summary>
internal static class Html
{
    public static TagBuilder Tag(string name, string? classes, params (string Name, string? Value)[] attributes)
    {
        var tag = new TagBuilder(name);
        if (classes is not null) tag.Attributes["class"] = classes;
        foreach (var (attribute, value) in attributes)
            if (value is not null) tag.Attributes[attribute] = value;
        if (name == "input") tag.TagRenderMode = TagRenderMode.SelfClosing;
        return tag;
    }

    public static TagBuilder Of(string name, string? classes, string text, params (string Name, string? Value)[] attributes)
    {
        var tag = Tag(name, classes, attributes);
        tag.InnerHtml.Append(text);
        return tag;
    }
}
