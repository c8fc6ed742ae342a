using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Access;
using Rebato.Platform.Data;

namespace Rebato.Modules.Governance;

/// <summary>Every figure of the town's norm in force today: what it is, which article says it, and since when.</summary>
[Requires(Permission.OwnAccount)]
internal sealed class ParametersPage(Norm norm, Office office) : PageModel
{
    public NormInForce Today { get; private set; } = NormInForce.Shipped;

    /// <summary>The next value of each parameter that has one already decided.</summary>
    public IReadOnlyDictionary<string, Parameter> Coming { get; private set; } = new Dictionary<string, Parameter>();

    public bool MayChange => HttpContext.Actor.May(Permission.NormsManage);

    public async Task OnGet()
    {
        Today = await norm.Today();
        var coming = new Dictionary<string, Parameter>();
        foreach (var parameter in NormProfile.Parameters)
        {
            if ((await norm.History(parameter.Key)).LastOrDefault(p => p.From > office.Today) is { } next)
            {
                coming[parameter.Key] = next;
            }
        }

        Coming = coming;
    }
}
