using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rebato.Platform.Ui;

namespace Rebato.Browser.Tests.Modules.Muestrario;

internal sealed class FormularioModel(Texts texts) : PageModel
{
    [BindProperty]
    public FormValues Form { get; set; } = new();

    public IActionResult OnPost()
    {
        // Out of order on purpose: the summary must follow the form, not the checks.
        if (!Form.Accepted) ModelState.AddModelError("Form.Accepted", "Debe aceptar las condiciones de uso para continuar.");
        if (Form.Back.Read().Refusal is { } refusal) ModelState.AddModelError("Form.Back", texts.Of(refusal));
        if (string.IsNullOrWhiteSpace(Form.Why)) ModelState.AddModelError("Form.Why", "Explique para qué necesita el soporte.");
        if (Form.Personal is null) ModelState.AddModelError("Form.Personal", "Indique si el soporte va a contener datos personales.");
        if (Form.Code != "PC-OAC-0117") ModelState.AddModelError("Form.Code", "El código del equipo debe tener este formato: PC-OAC-0117.");
        if (string.IsNullOrEmpty(Form.Head)) ModelState.AddModelError("Form.Head", "Elija a la persona responsable de su área.");
        if (Form.Files.Count == 0) ModelState.AddModelError("Form.Files", "Adjunte al menos un fichero.");
        return ModelState.IsValid ? Redirect("/muestrario/confirmacion") : Page();
    }

    internal sealed class FormValues
    {
        public string? Code { get; set; }
        public string? Why { get; set; }
        public bool? Personal { get; set; }
        public string? Whose { get; set; }
        public string? Result { get; set; }
        public List<string> Uses { get; set; } = [];
        public DateBoxes Back { get; set; } = new();
        public DateTimeBoxes Seen { get; set; } = new();
        public string? Head { get; set; }
        public List<IFormFile> Files { get; set; } = [];
        public string? Password { get; set; }
        public bool Accepted { get; set; }
    }
}
