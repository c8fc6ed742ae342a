using Microsoft.AspNetCore.Html;
using Rebato.Kernel;

namespace Rebato.Platform.Ui;

/// <summary>One answer of a group of radios or boxes.</summary>
public sealed record Choice(string Value, string Label, string? Hint = null)
{
    /// <summary>The values of an enum with their sentences: <c>prefix.Value</c>, and <c>prefix.Value.hint</c> where there is one.</summary>
    public static IReadOnlyList<Choice> Of<TEnum>(Texts texts, string prefix) where TEnum : struct, Enum =>
        [.. Enum.GetNames<TEnum>().Select(name => new Choice(name, texts[$"{prefix}.{name}"], texts.Find($"{prefix}.{name}.hint")))];
}

/// <summary>A line of _Cronologia, newest first.</summary>
/// <param name="Head">What stands in bold before the text; null when nothing does.</param>
public sealed record Moment(Instant At, IHtmlContent Text, string? By = null, string? Head = null)
{
    public Moment(Instant at, string text, string? by = null, string? head = null) : this(at, new StringHtml(text), by, head) { }
}

/// <summary>What _Vacio says where a list would be: nothing yet, or nothing that fits.</summary>
public sealed record Vacant(string Title, string Text, string? Link = null, string? Route = null);

/// <summary>A line of _Ficha: what it is, its value, and where to change it.</summary>
public sealed record Fact(string Name, IHtmlContent Value, string? Action = null, string? Route = null)
{
    public Fact(string name, string? value, string? action = null, string? route = null) : this(name, new StringHtml(value), action, route) { }
}

/// <summary>_Confirmacion: «Aviso presentado. Número AV-2026-0418».</summary>
public sealed record Confirmation(string Title, string? Caption = null, string? Number = null);

/// <summary>Plain text as markup, encoded.</summary>
internal sealed class StringHtml(string? text) : IHtmlContent
{
    public bool Empty => string.IsNullOrEmpty(text);

    public void WriteTo(TextWriter writer, System.Text.Encodings.Web.HtmlEncoder encoder) => writer.Write(encoder.Encode(text ?? ""));
}
