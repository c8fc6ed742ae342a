using CsCheck;
using Rebato.Kernel;
using Rebato.Platform.Ui;

namespace Rebato.Tests.Ui;

public sealed class DateBoxesTests
{
    private static readonly Gen<Instant> Minutes = Gen.Int[0, 60 * 24 * 365 * 40].Select(minute => Instant.From(DateTimeOffset.UnixEpoch.AddYears(30)) + TimeSpan.FromMinutes(minute));

    [Fact]
    public void Every_minute_survives_being_written_and_read_save_the_repeated_hour_which_reads_as_the_first() => Minutes.Sample(at =>
    {
        var read = DateTimeBoxes.Of(at, UiHost.Madrid).Read(UiHost.Madrid).Value;
        Assert.True(read == at || (read == at - TimeSpan.FromHours(1) && UiHost.Madrid.IsAmbiguousTime(at.In(UiHost.Madrid).DateTime)));
    });

    [Theory]
    [InlineData("", "", "", "date.missing")]
    [InlineData("31", "", "2026", "date.incomplete")]
    [InlineData("31", "2", "2026", "date.not-real")]
    [InlineData("29", "2", "2027", "date.not-real")]
    [InlineData("uno", "2", "2026", "date.not-real")]
    [InlineData("1", "13", "2026", "date.not-real")]
    [InlineData("-1", "1", "2026", "date.not-real")]
    [InlineData("1", "1", "26", "date.not-real")]
    [InlineData("1", "1", "99999", "date.not-real")]
    public void What_is_no_date_is_refused_and_says_why(string day, string month, string year, string code)
    {
        var refusal = new DateBoxes { Day = day, Month = month, Year = year }.Read("Seen").Refusal!;
        Assert.Equal((code, "Seen"), (refusal.Code, refusal.Field));
    }

    [Theory]
    [InlineData("", "time.missing")]
    [InlineData("24:00", "time.not-real")]
    [InlineData("12:60", "time.not-real")]
    [InlineData("12", "time.not-real")]
    [InlineData("12:3", "time.not-real")]
    [InlineData("02:30", "time.skipped")]
    public void What_is_no_hour_is_refused(string time, string code) =>
        Assert.Equal(code, new DateTimeBoxes { Day = "29", Month = "3", Year = "2026", Time = time }.Read(UiHost.Madrid).Refusal!.Code);

    [Fact]
    public void Spaces_and_points_are_forgiven()
    {
        var read = new DateTimeBoxes { Day = " 24 ", Month = "11", Year = "2026 ", Time = " 9.05" }.Read(UiHost.Madrid).Value;
        Assert.Equal("2026-11-24T08:05:00Z", read.ToString());
    }
}
