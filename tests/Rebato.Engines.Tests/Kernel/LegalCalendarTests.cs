using CsCheck;
using Rebato.Kernel;

namespace Rebato.Engines.Tests.Kernel;

public sealed class LegalCalendarTests
{
    [Theory]
    [InlineData("2026-04-02")]
    [InlineData("2026-04-03")]
    [InlineData("2027-03-26")]
    [InlineData("2028-04-14")]
    [InlineData("2038-04-23")]
    [InlineData("2026-11-02")]
    [InlineData("2026-12-07")]
    [InlineData("2026-11-21")]
    [InlineData("2026-11-22")]
    public void These_days_are_off_in_Madrid(string day) => Assert.True(LegalCalendar.Madrid.IsOff(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2026-11-24")]
    [InlineData("2026-12-09")]
    [InlineData("2026-12-24")]
    public void These_are_working_days(string day) => Assert.False(LegalCalendar.Madrid.IsOff(DateOnly.Parse(day)));

    [Fact]
    public void A_day_off_in_either_place_is_off_for_both()
    {
        var here = LegalCalendar.Spain.WithLocalDays(2026, new DateOnly(2026, 5, 15));
        var there = LegalCalendar.Spain.WithLocalDays(2026, new DateOnly(2026, 9, 24));
        var both = here.CombinedWith(there);
        Assert.True(both.IsOff(new DateOnly(2026, 5, 15)) && both.IsOff(new DateOnly(2026, 9, 24)));
        Assert.False(here.IsOff(new DateOnly(2026, 9, 24)));
    }

    [Fact]
    public void A_town_writes_its_calendar_in_three_lines()
    {
        var town = LegalCalendar.Parse("""{"name":"Villar","source":"Pleno","extends":"es-madrid","local":{"2026":["2026-05-15"]}}""").Value;
        Assert.True(town.IsOff(new DateOnly(2026, 5, 15)) && town.IsOff(new DateOnly(2026, 12, 7)));
        Assert.Empty(town.DoubtAbout(2026));
    }

    [Theory]
    [InlineData("", "$:1")]
    [InlineData("{\"name\":\"x\"}", "$:1")]
    [InlineData("{\"name\":\"x\",\"source\":\"y\",\"extends\":\"fr\"}", "extends")]
    [InlineData("{\"name\":\"x\",\"source\":\"y\",\"local\":{\"2026\":[\"2027-01-01\"]}}", "2026: 2027-01-01")]
    [InlineData("{\"name\":\"x\",\"source\":\"y\",\"local\":{\"2026\":[\"2026-02-30\"]}}", "local")]
    [InlineData("{\"name\":\"x\",\"source\":\"y\",\"everyYear\":[{\"name\":\"Reyes\",\"day\":\"6-1\"}]}", "Reyes")]
    public void A_calendar_that_is_not_one_is_refused_and_says_where(string json, string where)
    {
        var refusal = LegalCalendar.Parse(json).Refusal!;
        Assert.Equal("calendar.malformed", refusal.Code);
        Assert.Contains(where, KernelSentences.Of(refusal, Language.Spanish));
    }

    [Fact]
    public void Whatever_is_done_to_a_calendar_file_it_is_read_or_refused()
    {
        const string sound = """{"name":"Villar","source":"Pleno","extends":"es","everyYear":[{"easter":-2,"name":"V"}],"years":{"2026":{"source":"s","days":["2026-01-01"]}},"local":{"2026":["2026-05-15"]}}""";
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Char[' ', '~'], Gen.Int[0, 3]).Array[1, 6].Sample(edits =>
        {
            var text = sound.ToCharArray().ToList();
            foreach (var (at, with, kind) in edits)
            {
                var place = at % text.Count;
                if (kind == 0) text.RemoveAt(place);
                else if (kind == 1) text.Insert(place, with);
                else text[place] = with;
            }

            var outcome = LegalCalendar.Parse(string.Concat(text));
            return outcome.Refusal is null ? outcome.Value.WorkingDayFrom(new DateOnly(2026, 1, 1)).Year == 2026 : outcome.Refusal.Code == "calendar.malformed";
        }, seed: "0000KOIPe3UC", iter: 5_000);
    }
}
