using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Rebato.Kernel;

namespace Rebato.Modules.Incidents.RegistryPages;

/// <summary>The three things that an entry says (RGPD 33.5), as they are typed.</summary>
[ValidateNever]
public sealed class Statement
{
    public string? Facts { get; set; }
    public string? Effects { get; set; }
    public string? Measures { get; set; }

    /// <summary>What lacks, each beside its field, so that everything is mended at once.</summary>
    internal IEnumerable<Refusal> Missing()
    {
        var content = new RegistryContent("", "", Facts ?? "", Effects ?? "", Measures ?? "", "", "", "");
        return RegistryRules.AllMissing(content).Select(refusal => refusal with { Field = "Says." + refusal.Field });
    }
}
