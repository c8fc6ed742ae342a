using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Access;

namespace Rebato.Modules.Governance;

/// <summary>The norms this office works by, and how it reads them where they slip: the text and the reading, side by side.</summary>
[Requires(Permission.OwnAccount)]
internal sealed class NormsPage : PageModel;
