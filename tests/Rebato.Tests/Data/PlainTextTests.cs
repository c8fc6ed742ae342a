using System.Text;
using CsCheck;
using Rebato.Platform.Data;

namespace Rebato.Tests.Data;

/// <summary>Text from outside: whatever arrives, what is kept can be stored, hashed and shown.</summary>
public sealed class PlainTextTests
{
    [Fact]
    public void Whatever_arrives_what_is_kept_is_well_formed_and_stays_as_it_is()
    {
        Gen.Char.Array[0, 200].Select(letters => new string(letters)).Sample(
            text =>
            {
                var kept = PlainText.Of(text);
                Assert.Equal(kept, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(kept)));
                Assert.DoesNotContain(kept, letter => char.IsControl(letter) && letter is not ('\n' or '\t'));
                Assert.Equal(kept, PlainText.Of(kept));
                Assert.DoesNotContain(PlainText.Line(text), letter => char.IsControl(letter));
                Assert.Equal(PlainText.Line(text), PlainText.Line(PlainText.Line(text)));
            },
            seed: "0000KOIKD4d4", iter: 3000);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("  Ñandú \r\n\tcon 😀  ", "Ñandú \n\tcon 😀")]
    [InlineData("a\ud83d", "a")]
    [InlineData("\udc00b", "b")]
    [InlineData("n\u0303", "ñ")]
    [InlineData("x\u0085y\u2028z", "x\ny\nz")]
    public void Letters_line_ends_and_tabs_stay_and_the_rest_goes(string? text, string kept) => Assert.Equal(kept, PlainText.Of(text));

    [Theory]
    [InlineData("uno\ndos\ttres", "uno dos tres")]
    [InlineData("factura\u202Egnp.exe", "facturagnp.exe")]
    public void A_line_has_no_ends_and_no_turns(string text, string kept) => Assert.Equal(kept, PlainText.Line(text));
}
