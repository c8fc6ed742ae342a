using System.Collections.Frozen;

namespace Rebato.Platform.Ui;

/// <summary>Own drawings on a grid of 20, one colour (the text's); always beside a word, so hidden from screen readers.</summary>
internal static class Icons
{
    private const string Line = "fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\"";

    private static readonly FrozenDictionary<string, string> Drawings = new Dictionary<string, string>
    {
        ["ok"] = "<path fill=\"currentColor\" fill-rule=\"evenodd\" d=\"M10 1a9 9 0 1 1 0 18 9 9 0 0 1 0-18zm4.1 5.3-5.4 5.5-2.7-2.6-1.5 1.6 4.3 4 6.9-7z\"/>",
        ["curso"] = "<path fill=\"currentColor\" fill-rule=\"evenodd\" d=\"M10 1a9 9 0 1 1 0 18 9 9 0 0 1 0-18zm0 2.2a6.8 6.8 0 0 0 0 13.6z\"/>",
        ["pendiente"] = "<circle cx=\"10\" cy=\"10\" r=\"7.8\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.2\" stroke-dasharray=\"3.6 2.53\"/>",
        ["aviso"] = "<path fill=\"currentColor\" fill-rule=\"evenodd\" d=\"M10 1.6c.6 0 1 .3 1.3.8l7.5 13.6c.5 1-.1 2.2-1.3 2.2h-15c-1.2 0-1.8-1.2-1.3-2.2l7.5-13.6c.3-.5.7-.8 1.3-.8zm-1.2 5.4.3 5.2h1.8l.3-5.2zm1.2 6.5a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4z\"/>",
        ["critico"] = "<path fill=\"currentColor\" fill-rule=\"evenodd\" d=\"M6.3 1h7.4l5.3 5.3v7.4l-5.3 5.3h-7.4l-5.3-5.3v-7.4zm.2 4.9 4.1 4.1-4.1 4.1 1.4 1.4 4.1-4.1 4.1 4.1 1.4-1.4-4.1-4.1 4.1-4.1-1.4-1.4-4.1 4.1-4.1-4.1z\" transform=\"translate(-1 0)\"/>",
        ["aislado"] = "<path fill=\"currentColor\" fill-rule=\"evenodd\" d=\"M3.5 2h13a1.5 1.5 0 0 1 1.5 1.5v13a1.5 1.5 0 0 1-1.5 1.5h-13a1.5 1.5 0 0 1-1.5-1.5v-13a1.5 1.5 0 0 1 1.5-1.5zm1.5 6.8v2.4h10v-2.4z\"/>",
        ["descargar"] = $"<path {Line} d=\"M10 3v9m-3.5-3.5L10 12l3.5-3.5M4 16.5h12\"/>",
        ["imprimir"] = $"<path {Line} d=\"M6 7V3h8v4M6 14H3.5V8.5c0-.8.7-1.5 1.5-1.5h10c.8 0 1.5.7 1.5 1.5V14H14m-8-2.5h8V17H6z\"/>",
        ["chevron"] = $"<path {Line} d=\"m7.5 4.5 5.5 5.5-5.5 5.5\"/>",
        ["anterior"] = $"<path {Line} d=\"M16 10H4m5-5-5 5 5 5\"/>",
        ["siguiente"] = $"<path {Line} d=\"M4 10h12m-5-5 5 5-5 5\"/>",
        ["subir"] = "<path fill=\"currentColor\" d=\"m10 5 5 9h-10z\"/>",
        ["bajar"] = "<path fill=\"currentColor\" d=\"m10 15 5-9h-10z\"/>",
        ["ordenar"] = "<path fill=\"currentColor\" d=\"m10 2.5 4 6h-8zm0 15 4-6h-8z\"/>",
        ["cerrar"] = $"<path {Line} d=\"m5 5 10 10m0-10-10 10\"/>",
        ["reloj"] = $"<path {Line} d=\"M10 5.5V10l3 2\"/><circle cx=\"10\" cy=\"10\" r=\"7.5\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/>",
        ["candado"] = $"<path {Line} d=\"M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9\"/><rect x=\"4\" y=\"9\" width=\"12\" height=\"8.5\" rx=\"1.5\" fill=\"currentColor\"/>",
        ["clip"] = $"<path {Line} d=\"m15.5 9-5.6 5.7a3 3 0 0 1-4.3-4.3L11.5 4.5a2 2 0 0 1 2.9 2.9l-5.5 5.5a1 1 0 0 1-1.4-1.4L12.5 6.5\"/>",
        ["telefono"] = "<path fill=\"currentColor\" d=\"M6.2 2.5 8.5 7 6.7 8.7c.9 2 2.6 3.7 4.6 4.6L13 11.5l4.5 2.3-.8 3.2c-.1.5-.6.8-1.1.8C8.7 17.4 2.6 11.3 2.2 4.4c0-.5.3-1 .8-1.1z\"/>",
        ["buscar"] = $"<circle cx=\"8.5\" cy=\"8.5\" r=\"5.5\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/><path {Line} d=\"m13 13 4.5 4.5\"/>",
    }.ToFrozenDictionary();

    public static IReadOnlyCollection<string> Names => Drawings.Keys;

    public static string Svg(string name) => Drawings.TryGetValue(name, out var drawing)
        ? $"<svg class=\"rb-icono\" viewBox=\"0 0 20 20\" width=\"20\" height=\"20\" aria-hidden=\"true\" focusable=\"false\">{drawing}</svg>"
        : throw new ArgumentException($"There is no icon «{name}».", nameof(name));
}
