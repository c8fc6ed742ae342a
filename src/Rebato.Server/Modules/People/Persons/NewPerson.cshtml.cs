using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.People;

/// <summary>/personas/nueva: somebody comes; the password of the first day is shown once.</summary>
[Requires(Permission.PeopleManage)]
internal sealed class NewPersonPage(PeopleActs acts, Texts texts) : PageModel
{
    [BindProperty] public string Name { get; set; } = "";
    [BindProperty] public string Login { get; set; } = "";
    [BindProperty] public PersonKind Kind { get; set; } = PersonKind.CivilServant;
    [BindProperty] public string? Nif { get; set; }
    [BindProperty] public string? Mail { get; set; }
    [BindProperty] public string? Unit { get; set; }
    [BindProperty] public string? Post { get; set; }

    public Guid Person { get; private set; }
    public string Password { get; private set; } = "";

    public async Task<IActionResult> OnPost()
    {
        if (!ModelState.IsValid)
            return Page();
        if (!(await acts.Add(HttpContext.Actor, new NewPerson(Kind, Name, Login, Nif, Mail, Unit, Post))).Done(out var added, out var refusal))
            return this.Refuse(texts, refusal);
        (Person, Password) = added;
        return Page();
    }
}
