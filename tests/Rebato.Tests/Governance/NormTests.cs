using Rebato.Modules.Governance;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;
using Rebato.Tests.Fixtures;
using Rebato.Tests.Book;

namespace Rebato.Tests.Governance;

public sealed class NormTests
{
    private static readonly Actor Committee = TestWeb.Person(Role.SecurityCommittee);
    private static readonly Actor Administrator = TestWeb.Person(Role.SystemAdministrator);

    public static TheoryData<string> Engines => TestOffice.Engines;

    [Fact]
    public void Every_parameter_has_a_default_within_its_bounds_a_name_and_a_unit_in_both_languages()
    {
        var sentences = Sentences.Load(strict: true);
        Assert.All(NormProfile.Parameters, parameter =>
        {
            Assert.True(parameter.Allows(parameter.Default), parameter.Key);
            foreach (var key in new[] { "parameter." + parameter.Key, "unit." + parameter.Unit, $"unit.{parameter.Unit}.one", $"unit.{parameter.Unit}.other" })
            {
                Assert.All(["es", "en"], language => Assert.Contains(key, sentences.Keys(language)));
            }
        });
        Assert.All(NormProfile.Ascending, pair => Assert.True(NormInForce.Shipped[pair.Smaller].Value < NormInForce.Shipped[pair.Larger].Value));
        Assert.Equal(5, NormInForce.Shipped.IdleLockMinutes);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_change_holds_from_its_day_and_the_past_stays_as_it_was(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        await using var office = test.Office;
        var tomorrow = office.Today.AddDays(1);
        Story.Must(await new NormDesk(office).Set(Committee, "IdleLockMinutes", "10", tomorrow, "Puestos de atención"));

        Assert.Equal(5, (await new Norm(office).Today()).IdleLockMinutes);
        test.Clock.Advance(TimeSpan.FromHours(14));
        Assert.Equal(5, (await new Norm(office).Today()).IdleLockMinutes);
        test.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(10, (await new Norm(office).Today()).IdleLockMinutes);
        Assert.Equal(5, (await new Norm(office).On(tomorrow.AddDays(-1))).IdleLockMinutes);
    }

    [Theory]
    [InlineData("IdleLockMinutes", "0", "Motivo", 0, "norm.out-of-bounds")]
    [InlineData("IdleLockMinutes", "cinco", "Motivo", 0, "norm.out-of-bounds")]
    [InlineData("IdleLockMinutes", "-5", "Motivo", 0, "norm.out-of-bounds")]
    [InlineData("IdleLockMinutes", "10", " ", 0, "norm.needs-reason")]
    [InlineData("IdleLockMinutes", "10", "Motivo", -1, "norm.in-the-past")]
    [InlineData("IdleLockMinutes", "30", "Motivo", 0, "norm.must-be-less")]
    [InlineData("EscalationThirdHours", "40", "Motivo", 0, "norm.must-be-more")]
    [InlineData("Colour", "10", "Motivo", 0, "norm.unknown")]
    public async Task What_makes_no_sense_is_refused_and_leaves_no_trace(string key, string value, string reason, int days, string code)
    {
        await using var test = await TestOffice.Open("sqlite");
        await using var office = test.Office;
        var desk = new NormDesk(office);
        Assert.Equal(code, (await desk.Set(Committee, key, value, office.Today.AddDays(days), reason)).Refusal?.Code);
        Assert.Equal("access.not-permitted", (await desk.Set(Administrator, "IdleLockMinutes", "10", office.Today, "Motivo")).Refusal?.Code);
        Assert.Empty(office.Db.Parameters);
    }

    [Fact]
    public async Task The_committee_changes_a_parameter_on_its_page_and_everybody_sees_it()
    {
        await using var web = await TestWeb.Start("sqlite");
        var client = web.As(Committee);
        const string path = "/norma/parametros/PasswordDays";
        var form = await client.Page(path);
        var wrong = await Pages.Parsed(await client.Send(form, path, ("Value", "1"), ("From.Day", "24"), ("From.Month", "11"), ("From.Year", "2026"), ("Reason", "x")));
        Assert.Contains("entre 30 y 3.650", wrong.QuerySelector(".govuk-error-summary")!.TextContent);
        await client.Send(form, path, ("Value", "365"), ("From.Day", "24"), ("From.Month", "11"), ("From.Year", "2026"), ("Reason", "Acuerdo del Comité"));
        Assert.Contains("365 días", (await web.As(Role.Employee).Page("/norma/parametros")).Said());
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await web.As(Role.Employee).GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Every_norm_and_every_reading_is_shown()
    {
        Assert.True(NormText.Norms.Count >= 12);
        Assert.Equal(9, NormText.Readings.Count);
        Assert.Throws<FormatException>(() => NormText.Parse("# sin lugar"));
        await using var web = await TestWeb.Start("sqlite");
        var page = (await web.As(Role.Employee).Page("/normas")).Said();
        Assert.All(NormText.Readings, reading => Assert.Contains(reading.Read, page));
        Assert.All(NormText.Norms, norm => Assert.Contains(norm.Title, page));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_town_loads_its_calendar_and_keeps_it_after_a_restart(string engine)
    {
        await using var test = await TestOffice.Open(engine);
        await using var office = test.Office;
        var calendars = new Calendars();
        var desk = new TownDesk(office, new TownDirectory(test.Storage), calendars);
        var json = LocalDays.Into(null, "Robledal del Monte", "Pleno", 2026, new DateOnly(2026, 9, 29), new DateOnly(2026, 5, 4));
        Assert.Equal("access.not-permitted", (await desk.LoadCalendar(Committee, json)).Refusal?.Code);
        Assert.Equal("calendar.malformed", (await desk.LoadCalendar(Administrator, "{")).Refusal?.Code);
        Assert.False(calendars.Of(office.Town).IsOff(new DateOnly(2026, 5, 4)));

        Story.Must(await desk.LoadCalendar(Administrator, json));
        Assert.True(calendars.Of(office.Town).IsOff(new DateOnly(2026, 5, 4)));
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        Story.Must(await desk.LoadCalendar(Administrator, LocalDays.Into(await desk.CurrentCalendar(), "", "", 2027, new DateOnly(2027, 5, 5), new DateOnly(2027, 9, 28))));

        var afterRestart = new Calendars();
        await new LoadCalendars(test.Storage, afterRestart).StartAsync(default);
        Assert.All([new DateOnly(2026, 9, 29), new DateOnly(2027, 5, 5)], day => Assert.True(afterRestart.Of(office.Town).IsOff(day)));
    }

    [Fact]
    public async Task The_administrator_sets_the_towns_data_and_every_page_shows_them()
    {
        await using var web = await TestWeb.Start("sqlite");
        var client = web.As(Administrator);
        const string path = "/administracion/ayuntamiento";
        var form = await client.Page(path);
        (string, string)[] facts = [("Name", "Ayuntamiento de Robledal"), ("Address", "Plaza Mayor, 1"), ("Phone", "010"), ("DpoMail", "dpd@robledal.example"), ("Zone", "Europe/Madrid")];
        var wrong = await Pages.Parsed(await client.Send(form, path + "?handler=Town", [.. facts, ("SecurityMail", "esto no")]));
        Assert.Contains("SecurityMail", wrong.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
        await client.Send(form, path + "?handler=Town", [.. facts, ("SecurityMail", "seguridad@robledal.example")]);
        Assert.Contains("Ayuntamiento de Robledal. Plaza Mayor, 1.", await client.GetStringAsync("/aviso-legal"));

        var days = await client.Send(form, path + "?handler=Days", ("FirstDay.Day", "4"), ("FirstDay.Month", "5"), ("FirstDay.Year", "2026"), ("SecondDay.Day", "29"), ("SecondDay.Month", "9"), ("SecondDay.Year", "2026"));
        Assert.Equal(path + "?hecho=dias", days.Headers.Location?.ToString());
    }
}
