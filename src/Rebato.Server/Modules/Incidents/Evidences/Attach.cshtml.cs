using Microsoft.AspNetCore.Mvc;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Files;

namespace Rebato.Modules.Incidents;

/// <summary>Brings another file to an incident, with where it comes from.</summary>
[Requires(Permission.EvidenceAttach)]
internal sealed class AttachPage(IncidentTools tools, EvidenceDesk evidence, FileStore store) : IncidentPage(tools)
{
    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public string? Origin { get; set; }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (Upload is null)
        {
            Refuse(new Refusal("evidence.no-file", new Citation("ITS 2018", "V"), nameof(Upload)));
            return Page();
        }

        await using var content = Upload.OpenReadStream();
        using var incoming = await store.TakeIn(Upload.FileName, content, EvidenceDesk.MostBytes, cancel);
        if (incoming is null)
        {
            Refuse(new Refusal("evidence.too-large", null, nameof(Upload), EvidenceDesk.MostBytes / 1_000_000));
            return Page();
        }

        return await Do(() => evidence.Attach(Actor, Incident.Id, incoming, Origin ?? "", cancel), "attached");
    }
}
