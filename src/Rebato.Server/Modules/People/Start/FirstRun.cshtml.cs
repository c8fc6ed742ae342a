using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

/// <summary>/primera-vez: the first administrator, with the code of the console. It closes for ever behind them.</summary>
[OpenToAll("before there is anybody; it asks for the code of the console")]
internal sealed class FirstRunPage(Office office, FirstRun firstRun, AccessSettings settings, Texts texts) : PageModel
{
    [BindProperty] public string Code { get; set; } = "";
    [BindProperty] public string Name { get; set; } = "";
    [BindProperty] public string Login { get; set; } = "";
    [BindProperty] public string? Nif { get; set; }
    [BindProperty] public string Password { get; set; } = "";
    [BindProperty] public string Repeated { get; set; } = "";

    public int Length => settings.Password.MinimumLength;
    public int Days => settings.Password.MaximumAgeDays;
    public IReadOnlyList<string> Codes { get; private set; } = [];
    public SealedSheet? Sheet { get; private set; }

    public async Task<IActionResult> OnGet() => await firstRun.Open() ? Page() : NotFound();

    public async Task<IActionResult> OnPost()
    {
        if (!await firstRun.Open())
            return NotFound();
        if (!SessionToken.MayTravel(HttpContext))
            return this.Refuse(texts, SignInPage.NeedsTls);
        var wanted = new NewPerson(PersonKind.OtherStaff, Name, Login, Nif, null, null, null);
        var (refusals, codes) = await firstRun.Create(HttpContext, Code, wanted, Password, Repeated);
        if (refusals.Count > 0)
            return this.RefusePassword(texts, nameof(Password), refusals);
        Codes = codes;
        Sheet = new SealedSheet(Login.Trim(), office.Now, codes);
        return Page();
    }
}
