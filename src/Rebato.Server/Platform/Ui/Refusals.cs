using Microsoft.AspNetCore.Mvc.ModelBinding;
using Rebato.Kernel;

namespace Rebato.Platform.Ui;

public static class Refusals
{
    /// <summary>
    /// Shows a refusal beside the field it names (a property of the form bound as <paramref name="form"/>), or over the
    /// form when it names none.
    /// </summary>
    public static void Refuse(this ModelStateDictionary state, Refusal refusal, Texts texts, string form = "Form") =>
        state.AddModelError(refusal.Field is null ? "" : form.Length == 0 ? refusal.Field : $"{form}.{refusal.Field}", texts.Of(refusal));
}
