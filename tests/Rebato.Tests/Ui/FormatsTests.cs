using Rebato.Kernel;
using Rebato.Platform.Ui;

namespace Rebato.Tests.Ui;

public sealed class FormatsTests
{
    private static readonly Formats Formats = new(UiHost.Madrid);
    private static readonly Instant At = Instant.From(new DateTimeOffset(2026, 11, 24, 11, 38, 0, TimeSpan.Zero));

    public FormatsTests() => UiHost.Speak("es-ES");

    [Fact]
    public void Instants_are_read_on_the_towns_clock()
    {
        Assert.Equal("24/11/2026 12:38", Formats.DateTime(At));
        Assert.Equal("martes 24 de noviembre de 2026, 12:38", Formats.LongDateTime(At));
        Assert.Equal("2026-11-24T12:38:00+01:00", Formats.Machine(At));
        Assert.Equal("24/11/2026 11:38", new Formats(TimeZoneInfo.FindSystemTimeZoneById("Atlantic/Canary")).DateTime(At));
        UiHost.Speak("en-GB");
        Assert.Equal("Tuesday 24 November 2026, 12:38", Formats.LongDateTime(At));
    }

    [Theory]
    [InlineData(0, "0 min")]
    [InlineData(59, "59 min")]
    [InlineData(60, "1 h 00 min")]
    [InlineData((41 * 60) + 7, "41 h 07 min")]
    [InlineData(-130, "2 h 10 min")]
    [InlineData(1300 * 60, "1.300 h 00 min")]
    public void Durations_are_hours_and_whole_minutes(int minutes, string expected) =>
        Assert.Equal(expected, Plain(Formats.Hours(TimeSpan.FromMinutes(minutes))));

    [Theory]
    [InlineData(47, "47 h 00 min")]
    [InlineData(48, "2 d 0 h")]
    [InlineData(107, "4 d 11 h")]
    public void Long_spells_are_days_and_hours(int hours, string expected) => Assert.Equal(expected, Plain(Formats.Days(TimeSpan.FromHours(hours))));

    [Theory]
    [InlineData(0, 0, "0 %")]
    [InlineData(812, 1300, "62 %")]
    [InlineData(1299, 1300, "99 %")]
    [InlineData(1300, 1300, "100 %")]
    public void A_hundred_per_cent_means_all_of_them(long part, long whole, string expected) => Assert.Equal(expected, Plain(Formats.Percent(part, whole)));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1 kB")]
    [InlineData(3_240_000, "3,2 MB")]
    [InlineData(48_300_000, "48 MB")]
    public void Sizes_are_decimal(long bytes, string expected) => Assert.Equal(expected, Plain(Formats.Size(bytes)));

    [Fact]
    public void Thousands_have_their_point_from_four_figures_on()
    {
        Assert.Equal("1.300", Formats.Number(1300));
        Assert.Equal("3,25", Formats.Number(3.25m));
        Assert.Equal("1.300", Formats.Value(1300));
    }

    private static string Plain(string text) => text.Replace('\u00A0', ' ');
}
