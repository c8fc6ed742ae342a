using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Cli;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents.Reporting;

/// <summary>
/// «/aviso»: five plain questions. No account is needed on the town hall's networks, and no cookie or token either: a form
/// left open over a restart still sends.
/// </summary>
[OpenToAll("Who reports needs no account on the town hall's networks; elsewhere the page itself asks to sign in (Reglamento 28.1)")]
[IgnoreAntiforgeryToken]
internal sealed class SendReport(ReportDoor door, ReportReader reader, ReportIntake intake, ReportReceipts receipts, OfficeSettings settings, Texts texts, Frame frame) : PageModel
{
    public ReportFields Form { get; private set; } = new();

    /// <summary>Whether whoever asks may report from where they are.</summary>
    public bool Welcome { get; private set; } = true;

    public string FilesHint => texts["report.files.limits", settings.Reports.Files, settings.Reports.FileMegabytes, settings.Reports.TotalMegabytes];

    public IEnumerable<Choice> PersonalDataAnswers =>
        new[] { YesNoUnknown.Yes, YesNoUnknown.No, YesNoUnknown.Unknown }.Select(answer => new Choice(answer.ToString(), texts[$"report.personal.{answer}"]));

    public bool SignedIn => HttpContext.Actor.SignedIn;

    public IActionResult OnGet()
    {
        if (!door.Open(HttpContext))
        {
            return NotFromHere();
        }

        Form = new ReportFields
        {
            Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Noticed = nameof(NoticedWhen.Now),
            PersonalData = nameof(YesNoUnknown.Unknown),
            Who = frame.UserName,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!SameOrigin.Holds(Request))
        {
            return Refused(new Refusal("report.other-site", ReportRules.Desk));
        }

        if (!door.Open(HttpContext))
        {
            return NotFromHere();
        }

        var late = door.TooOften(HttpContext);
        using var arrived = await reader.Read(Request, keepFiles: late is null, HttpContext.RequestAborted);
        Form = arrived.Fields;
        if (late is not null)
        {
            return Refused(late);
        }

        var read = Form.Read(ReportChannel.Web, arrived.Files, texts);
        if ((arrived.Refusal ?? read.Refusal) is { } wrong)
        {
            return Refused(wrong);
        }

        var arriving = read.Value with { Key = ReportFields.SendingKey(read.Value) };
        var registered = await intake.Receive(HttpContext.Actor, arriving, HttpContext.RequestAborted);
        return registered.Done(out var report, out var refusal)
            ? Redirect(await receipts.LinkFor(report, arriving.Content))
            : Refused(refusal);
    }

    private PageResult Refused(Refusal refusal)
    {
        ModelState.AddModelError(refusal.Field is null ? "" : "Form." + refusal.Field, texts[refusal.Code, refusal.Values]);
        return AnswerWith(ReportProblems.StatusOf(refusal));
    }

    private PageResult NotFromHere()
    {
        Welcome = false;
        return AnswerWith(StatusCodes.Status403Forbidden);
    }

    private PageResult AnswerWith(int status)
    {
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
