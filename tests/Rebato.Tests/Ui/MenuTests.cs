using Rebato.Platform.Ui;

namespace Rebato.Tests.Ui;

public sealed class MenuTests
{
    private static readonly MenuEntry[] All =
    [
        new("b", "/incidencias", "incidents.read", 2), new("a", "/", "", 1), new("c", "/incidencias/brechas", "breaches.read", 3),
    ];

    [Fact]
    public void Only_what_the_person_may_is_offered_in_order() =>
        Assert.Equal(["a", "b"], MenuEntry.Allowed(All, permission => permission == "incidents.read").Select(entry => entry.Text));

    [Theory]
    [InlineData("/", "a")]
    [InlineData("/incidencias", "b")]
    [InlineData("/incidencias/INC-2026-0001", "b")]
    [InlineData("/incidencias/brechas/BR-2026-0001", "c")]
    [InlineData("/incidenciasmas", null)]
    public void The_entry_lit_is_the_nearest_above_the_page(string path, string? expected) => Assert.Equal(expected, MenuEntry.At(All, path)?.Text);
}
