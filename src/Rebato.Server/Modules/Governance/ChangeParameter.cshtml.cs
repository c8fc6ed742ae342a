using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Governance;

/// <summary>Changes one figure of the norm from a day on, with its reason (Security Committee).</summary>
[Requires(Permission.NormsManage)]
internal sealed class ChangeParameterPage(Norm norm, NormDesk desk, Office office, NamesOf names, Texts texts) : PageModel
{
    [BindProperty]
    public string? Value { get; set; }

    [BindProperty]
    public DateBoxes From { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    public NormValue Current { get; private set; } = null!;
    public IReadOnlyList<Moment> History { get; private set; } = [];

    public async Task<IActionResult> OnGet(string key)
    {
        if (!await Load(key))
        {
            return NotFound();
        }

        From = DateBoxes.Of(office.Today);
        return Page();
    }

    public async Task<IActionResult> OnPost(string key)
    {
        if (!await Load(key))
        {
            return NotFound();
        }

        if (!From.Read("From").Done(out var from, out var unread))
        {
            return this.Refused(texts, unread);
        }

        var set = await desk.Set(HttpContext.Actor, key, Value ?? "", from, Reason ?? "");
        return set.Refusal is { } refusal ? this.Refused(texts, refusal) : Redirect("/norma/parametros");
    }

    private async Task<bool> Load(string key)
    {
        if (NormProfile.Find(key) is null)
        {
            return false;
        }

        Current = (await norm.Today())[key];
        var set = await norm.History(key);
        var people = await names(set.Select(p => p.SetBy));
        History = [.. set.Select(p => new Moment(p.SetAt, texts["parameters.history", texts.Count("unit." + Current.Parameter.Unit, p.Value), p.From], people.GetValueOrDefault(p.SetBy)))];
        return true;
    }
}
