using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents.RegistryPages;

/// <summary>The office of the Local Government Board certifies an entry for somebody (38.2). Each certificate is an act of its own.</summary>
[Requires(Permission.RegistryCertify)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class CertifyPage(RegistryBook book, Registry registry, NamesOf names, Texts texts) : PageModel
{
    [BindProperty]
    public string? ForWhom { get; set; }

    public BookLine Line { get; private set; } = null!;
    public IReadOnlyList<BookLine> Later { get; private set; } = [];
    public CertifiedEntry? Certified { get; private set; }
    public string Signatory { get; private set; } = "";

    public async Task<IActionResult> OnGet(string number) => await Load(number) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string number)
    {
        if (!await Load(number))
        {
            return NotFound();
        }

        var actor = HttpContext.Actor;
        if (!(await registry.Certify(actor, Line.Entry.Id, ForWhom ?? "")).Done(out var certified, out var refusal))
        {
            return this.Refused(texts, refusal);
        }

        Certified = certified;
        Signatory = (await names([actor.Id])).GetValueOrDefault(actor.Id) ?? "";
        return Page();
    }

    private async Task<bool> Load(string number)
    {
        if (await book.Find(number) is not { } entry)
        {
            return false;
        }

        var chain = await book.Chain(entry);
        Line = chain.Single(line => line.Entry.Id == entry.Id);
        Later = [.. chain.SkipWhile(line => line.Entry.Id != entry.Id).Skip(1)];
        return true;
    }
}
