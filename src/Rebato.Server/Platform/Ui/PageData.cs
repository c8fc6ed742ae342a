using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Rebato.Platform.Ui;

/// <summary>A step of the breadcrumb; the last one, the page itself, has no route.</summary>
public sealed record Crumb(string Text, string? Route = null);

/// <summary>What a page tells its layout: <c>@{ ViewData.Title = Texts["accessibility.title"]; }</c>.</summary>
public static class PageData
{
    extension(ViewDataDictionary data)
    {
        /// <summary>Title of the browser's tab, without the town; «Error: » is put before it when the form has errors.</summary>
        public string? Title { get => (string?)data["Title"]; set => data["Title"] = value; }

        public IReadOnlyList<Crumb> Trail { get => (IReadOnlyList<Crumb>?)data["Trail"] ?? []; set => data["Trail"] = value; }

        /// <summary>Address of the «Volver» link, for pages of one question that have no breadcrumb.</summary>
        public string? Back { get => (string?)data["Back"]; set => data["Back"] = value; }

        /// <summary>Second line of the band in the public layout; the office's name when the page says nothing.</summary>
        public string? Band { get => (string?)data["Band"]; set => data["Band"] = value; }

        /// <summary>The crisis board itself does not carry the strip that leads to it.</summary>
        public bool WithoutStrip { get => data["WithoutStrip"] is true; set => data["WithoutStrip"] = value; }
    }
}
