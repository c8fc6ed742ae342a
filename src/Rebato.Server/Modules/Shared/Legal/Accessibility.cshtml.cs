using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Rebato.Modules.Shared.Legal;

/// <summary>The statement RD 1112/2018 art. 15 asks for, in the order of the European model.</summary>
[AllowAnonymous]
internal sealed class AccessibilityPage : PageModel
{
    /// <summary>The day of the last full review; the law asks for one a year.</summary>
    public DateOnly Prepared { get; } = new(2026, 11, 24);
}
