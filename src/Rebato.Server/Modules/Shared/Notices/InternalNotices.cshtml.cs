using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Access;
using Rebato.Platform.Data;
using Rebato.Platform.Notices;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Shared;

/// <summary>/avisos-internos: what this person must know now, what they saw lately, and the slips that wait to be printed.</summary>
[Requires(Permission.OwnAccount)]
internal sealed class InternalNoticesPage(NoticeBoard board, DataFolder folder, Office office, Texts texts) : PageModel
{
    private const int MostSlips = 50;

    public IReadOnlyList<Notice> Unseen { get; private set; } = [];
    public IReadOnlyList<Notice> Seen { get; private set; } = [];
    public IReadOnlyList<string> Slips { get; private set; } = [];

    public string Title(Notice notice) => NoticeWriter.Title(texts, notice);

    public async Task OnGet()
    {
        Unseen = await board.For(HttpContext.Actor, seen: false);
        Seen = await board.For(HttpContext.Actor, seen: true, most: 20);
        Slips = MayPrint ? [.. SlipChannel.Of(folder, office.Town).Take(MostSlips)] : [];
    }

    /// <summary>A slip, to be saved and printed: never drawn inside this office.</summary>
    public IActionResult OnGetSlip(string name) =>
        MayPrint && SlipChannel.Of(folder, office.Town).Contains(name)
            ? PhysicalFile(Path.Combine(folder.Slips, name), "text/html; charset=utf-8", name)
            : NotFound();

    public async Task<IActionResult> OnPost(Guid telling)
    {
        await board.See(HttpContext.Actor, telling);
        return Redirect("/avisos-internos");
    }

    private bool MayPrint => HttpContext.Actor.May(Permission.ClocksRead);
}
