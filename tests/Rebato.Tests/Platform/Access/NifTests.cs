using Rebato.Platform.Access;

namespace Rebato.Tests.Platform.Access;

public sealed class NifTests
{
    [Theory]
    [InlineData("12345678Z", "12345678Z")]
    [InlineData("12.345.678-z", null)]
    [InlineData("12345678-z", "12345678Z")]
    [InlineData(" X1234567L ", "X1234567L")]
    [InlineData("Y1234567X", "Y1234567X")]
    [InlineData("Z1234567R", "Z1234567R")]
    [InlineData("12345678A", null)]
    [InlineData("1234567L", null)]
    [InlineData("X12345678L", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Its_letter_is_checked(string? written, string? read) => Assert.Equal(read, Nif.Read(written)?.Value);

    [Fact]
    public void It_is_written_in_a_log_only_masked() => Assert.Equal("***4567**", $"{Nif.Read("12345678Z")}");
}
