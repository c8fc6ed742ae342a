using Rebato.Documents;

namespace Rebato.Engines.Tests.Documents;

public sealed class PictureTests
{
    [Fact]
    public void A_photograph_loses_who_where_and_when_and_stays_upright()
    {
        var plant = new Plant();
        var clean = Proof.Holds(Pictures.Jpeg(plant), plant);
        Assert.Contains(clean.Before.Findings, f => f.Code == "gps" && f.Values[0].StartsWith("40.493333N", StringComparison.Ordinal));
        Assert.Contains("motion-picture", Proof.Codes(clean));
        Assert.Equal(6, clean.Bytes.Span[clean.Bytes.Span.IndexOf("Exif"u8) + 25]);
    }

    [Fact]
    public void A_png_keeps_its_pixels()
    {
        var plant = new Plant();
        var dirty = Pictures.Png(plant);
        var clean = Proof.Holds(dirty, plant);
        Assert.True(clean.Bytes.Span.IndexOf(Pictures.Deflate([0, 0x7F])) > 0);
    }

    [Fact]
    public void A_gif_keeps_its_loop()
    {
        var plant = new Plant();
        Assert.True(Proof.Holds(Pictures.Gif(plant), plant).Bytes.Span.IndexOf("NETSCAPE2.0"u8) > 0);
    }

    [Fact]
    public void A_webp_says_no_more_than_its_picture()
    {
        var plant = new Plant();
        Assert.Equal(0, Proof.Holds(Pictures.WebP(plant), plant).Bytes.Span[20]);
    }

    [Fact]
    public void A_tiff_is_written_anew_with_its_strips()
    {
        var plant = new Plant();
        Assert.Equal(0xAA, Proof.Holds(Pictures.Tiff(plant), plant).Bytes.Span[8]);
    }

    [Fact]
    public void A_metafile_loses_its_description_and_private_comments()
    {
        var plant = new Plant();
        Proof.Holds(Pictures.Emf(plant), plant);
    }

    [Fact]
    public void A_drawing_loses_scripts_editors_and_what_is_not_displayed()
    {
        var p = new Plant();
        var svg = $"""
            <?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "rect">]><!-- {p.Hide()} -->
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export="C:\{p.Hide()}" onload="{p.Hide()}">
            <metadata>{p.Hide()}</metadata><script>{p.Hide()}</script><g display="none"><text>{p.Hide()}</text></g><title>{p.Show()}</title><text data-x="{p.Hide()}">{p.Show()}</text>
            <image xlink:href="data:image/jpeg;base64,{Convert.ToBase64String(Pictures.Jpeg(p))}"/><image href="file:///C:/{p.Hide()}"/><i:view>{p.Hide()}</i:view></svg>
            """;
        Proof.Holds(System.Text.Encoding.UTF8.GetBytes(svg.Trim()), p);
    }

    [Theory]
    [InlineData("MZ\u0090\0\u0003\0\0\0")]
    [InlineData("{\\rtf1 hola}")]
    [InlineData("<html><body>x</body></html>")]
    [InlineData("%!PS-Adobe-3.0")]
    [InlineData("\u0001\u0002\u0003\u0004")]
    public void What_is_not_known_is_refused_and_never_passes_as_clean(string content) =>
        Assert.NotNull(Review.Inspect(System.Text.Encoding.Latin1.GetBytes(content), CleaningPolicy.Publish, stop: TestContext.Current.CancellationToken).Refusal);
}
