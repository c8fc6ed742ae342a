using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Kernel;
using Rebato.Modules.Incidents;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Governance;

/// <summary>The town hall's own data and its calendar of days off: three small forms on one page.</summary>
[Requires(Permission.SettingsManage)]
internal sealed class TownSettingsPage(Office office, TownDesk desk, Calendars calendars, Texts texts) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? DpoMail { get; set; }

    [BindProperty]
    public string? SecurityMail { get; set; }

    [BindProperty]
    public string? Zone { get; set; }

    [BindProperty]
    public DateBoxes FirstDay { get; set; } = new();

    [BindProperty]
    public DateBoxes SecondDay { get; set; } = new();

    [BindProperty]
    public string? Json { get; set; }

    [BindProperty]
    public IFormFile? CalendarFile { get; set; }

    [BindProperty(SupportsGet = true, Name = "hecho")]
    public string? Done { get; set; }

    public string CalendarName => calendars.Of(office.Town).Name;
    public IReadOnlyList<string> Doubts => calendars.Of(office.Town).DoubtAbout(office.Today.Year);

    public Task OnGet() => Fill();

    public async Task<IActionResult> OnPostTown()
    {
        var facts = new TownFacts(Name ?? "", Address ?? "", Phone ?? "", DpoMail ?? "", SecurityMail ?? "", Zone ?? "");
        return await After((await desk.Describe(HttpContext.Actor, facts)).Refusal, "datos");
    }

    /// <summary>The town's two days of a year, written into its calendar.</summary>
    public async Task<IActionResult> OnPostDays()
    {
        if (!FirstDay.Read("FirstDay").Done(out var first, out var unread) || !SecondDay.Read("SecondDay").Done(out var second, out unread))
        {
            return await After(unread, "");
        }

        if (first == second || first.Year != second.Year)
        {
            return await After(new Refusal("calendar.two-days", new Citation("Ley 39/2015", "30.7"), "SecondDay"), "");
        }

        var json = LocalDays.Into(await desk.CurrentCalendar(), office.Town.Name, texts["calendar.source-local"], first.Year, first, second);
        return await After((await desk.LoadCalendar(HttpContext.Actor, json)).Refusal, "dias");
    }

    public async Task<IActionResult> OnPostCalendar()
    {
        if (CalendarFile is { } file)
        {
            if (file.Length > TownCalendar.Longest)
            {
                return await After(new Refusal("calendar.too-long", Field: "CalendarFile", Values: [TownCalendar.Longest]), "");
            }

            using var reader = new StreamReader(file.OpenReadStream());
            Json = await reader.ReadToEndAsync();
        }

        return await After((await desk.LoadCalendar(HttpContext.Actor, Json ?? "")).Refusal, "calendario");
    }

    private async Task<IActionResult> After(Refusal? refusal, string done)
    {
        if (refusal is null)
        {
            return Redirect("/administracion/ayuntamiento?hecho=" + done);
        }

        this.Refused(texts, refusal);
        await Fill();
        return Page();
    }

    /// <summary>What is stored, where the form that was sent did not say otherwise.</summary>
    private async Task Fill()
    {
        var town = office.Town;
        Name ??= town.Name;
        Address ??= town.Address;
        Phone ??= town.Phone;
        DpoMail ??= town.DpoMail;
        SecurityMail ??= town.SecurityMail;
        Zone ??= town.Zone;
        Json ??= await desk.CurrentCalendar();
    }
}
