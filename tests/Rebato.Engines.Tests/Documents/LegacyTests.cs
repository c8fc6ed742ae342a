using Rebato.Documents;

namespace Rebato.Engines.Tests.Documents;

public sealed class LegacyTests
{
    [Fact]
    public void An_old_document_says_who_wrote_it_and_is_refused_with_the_way_out()
    {
        var plant = new Plant();
        var file = LegacyFiles.Word(plant);
        var inspection = Review.Inspect(file, CleaningPolicy.Publish, stop: TestContext.Current.CancellationToken).Value;
        Assert.Equal("convert-doc", inspection.Obstacle?.Code);
        Assert.Equal([plant.Gone[1]], inspection.Findings.Single(f => f.Code == "author").Values);
        Assert.False(inspection.IsClean);
        Assert.Equal("convert-doc", Review.Clean(file, CleaningPolicy.Publish, stop: TestContext.Current.CancellationToken).Refusal?.Code);
    }

    [Theory]
    [InlineData("Workbook", "convert-xls")]
    [InlineData("PowerPoint Document", "convert-ppt")]
    [InlineData("__properties_version1.0", "save-as-eml")]
    public void Each_old_format_names_its_way_out(string stream, string code) =>
        Assert.Equal(code, Review.Clean(LegacyFiles.Of((stream, [])), CleaningPolicy.Publish, stop: TestContext.Current.CancellationToken).Refusal?.Code);

    [Fact]
    public void A_document_with_a_password_is_refused_as_such() =>
        Assert.Equal("encrypted", Review.Inspect(LegacyFiles.Of(("EncryptedPackage", [])), CleaningPolicy.Publish, stop: TestContext.Current.CancellationToken).Refusal?.Code);

    [Fact]
    public void Every_danger_is_known_before_it_is_needed() => Assert.All(FindingCodes.All, code => Assert.True(Enum.IsDefined(FindingCodes.DangerOf(code))));
}
