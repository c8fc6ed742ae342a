using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Rebato.Kernel;
using Rebato.Platform.Ui;
using Rebato.Platform.Ui.Tags;

namespace Rebato.Tests.Ui;

/// <summary>What each tag and partial writes, approved as text.</summary>
public sealed class TagTests
{
    private const string Accessible = "each input has its label, each error and hint is named in aria-describedby, no style or on* attribute";

    private static readonly Instant Start = Instant.From(new DateTimeOffset(2026, 11, 21, 11, 38, 0, TimeSpan.Zero));

    public TagTests() => UiHost.Speak("es-ES");

    [Fact]
    public async Task States_icons_times_and_buttons()
    {
        var page = new Sheet();
        foreach (var mark in Enum.GetValues<Mark>()) await page.Add(new StateTag { Mark = mark }, "rb-estado", "Palabra");
        foreach (var form in Enum.GetValues<TimeForm>()) await page.Add(new TimeTag(new Formats(UiHost.Madrid)) { At = Start, Form = form }, "rb-hora");
        await page.Add(new ButtonTag(), "rb-boton", "Presentar");
        await page.Add(new ButtonTag { Kind = ButtonKind.Danger }, "rb-boton", "Anular");
        await page.Add(new ButtonTag { Kind = ButtonKind.Second, Href = "/x?a=1&b=2", Icon = "descargar" }, "rb-boton", "Descargar");
        ApprovedText.Check("states-times-buttons", page.ToString(), "every state has its own shape, word and class; the time element carries the town's offset");
    }

    [Fact]
    public async Task Questions_answered_by_typing()
    {
        var form = new Form { Subject = "Cosas <raras> & \"comillas\"", Area = "2", Seen = new DateTimeBoxes { Day = "31", Month = "2", Year = "2026", Time = "9:05" } };
        var page = new Sheet(form, ("Subject", "Escriba el asunto."), ("Seen", "La fecha debe ser una fecha real."));
        await page.Add(new InputTag(UiHost.Texts()) { For = page.Of("Subject", form.Subject), Label = "Asunto", Hint = "En una frase.", Width = 20, Max = 80 }, "rb-campo");
        await page.Add(new InputTag(UiHost.Texts()) { For = page.Of("Account", form.Account), Label = "Qué ha pasado", Rows = 5, Max = 500, Optional = true }, "rb-campo");
        await page.Add(new InputTag(UiHost.Texts()) { For = page.Of("Area", form.Area), Label = "Área", Items = [new("1", "Urbanismo"), new("2", "Tesorería")] }, "rb-campo");
        await page.Add(new InputTag(UiHost.Texts()) { For = page.Of("Secret", "no se escribe"), Label = "Contraseña", Type = "password", Autocomplete = "current-password" }, "rb-campo");
        await page.Add(new DateTag(UiHost.Texts()) { For = page.Of("Seen", form.Seen), Label = "Cuándo lo vio" }, "rb-fecha-hora");
        await page.Add(new FileTag(UiHost.Texts()) { For = page.Of("Files", form.Files), Label = "Adjuntos", Accept = "image/*,.eml" }, "rb-fichero");
        ApprovedText.Check("questions-typed", page.ToString(), Accessible + "; a password is never written back");
    }

    [Fact]
    public async Task Questions_answered_by_choosing()
    {
        var form = new Form { Kind = "b", Uses = ["home"], Personal = true };
        var page = new Sheet(form, ("Kind", "Elija una respuesta."));
        await page.Add(new ChoicesTag(UiHost.Texts()) { For = page.Of("Kind", form.Kind), Label = "Qué es", Heading = true, Boxed = true, Items = [new("a", "Uno", "Con explicación"), new("b", "Dos")] }, "rb-grupo-opciones");
        await page.Add(new ChoicesTag(UiHost.Texts()) { For = page.Of("Uses", form.Uses), Label = "Dónde", Items = [new("office", "Oficina"), new("home", "Casa")] }, "rb-grupo-opciones");
        await page.Add(new ChoicesTag(UiHost.Texts()) { For = page.Of("Personal", form.Personal), Label = "¿Hay datos personales?", Inline = true }, "rb-grupo-opciones");
        await page.Add(new TickTag(UiHost.Texts()) { For = page.Of("Accepted", form.Accepted), Label = "Condiciones", Yes = "Las acepto" }, "rb-casilla");
        ApprovedText.Check("questions-chosen", page.ToString(), Accessible + "; the first answer of each group has the field's own id");
    }

    [Fact]
    public async Task The_error_summary_follows_the_form_and_not_the_order_of_the_checks()
    {
        var page = new Sheet(new Form(), ("Accepted", "Acepte."), ("", "Sin conexión con la base de datos."), ("Subject", "Escriba el asunto."), ("Kind", "Elija."));
        await page.Add(new ErrorsTag(UiHost.Texts()) { ViewContext = page.Context }, "rb-errores");
        await page.Add(new ErrorsTag(UiHost.Texts()) { ViewContext = page.Context, Keys = "Kind, Subject, Accepted" }, "rb-errores");
        await page.Add(new ErrorsTag(UiHost.Texts()) { ViewContext = new Sheet(new Form()).Context }, "rb-errores");
        await page.Add(new ErrorsTag(UiHost.Texts()) { ViewContext = new Sheet(new Form(), ("", "La incidencia está cerrada.")).Context }, "rb-errores");
        ApprovedText.Check("error-summary", page.ToString(), "form order; every link leads to an id that a field tag writes; nothing when there are no errors");
    }

    [Fact]
    public async Task Headers_that_sort_and_links_that_turn_the_page()
    {
        var page = new Sheet(new Form(), "/lista?texto=a%26b&tras=x&orden=-alta");
        await page.Add(new SortTag(UiHost.Texts()) { By = "alta", Current = "-alta", Down = true, ViewContext = page.Context }, "rb-tabla-orden", "Alta");
        await page.Add(new SortTag(UiHost.Texts()) { By = "numero", Current = "-alta", ViewContext = page.Context }, "rb-tabla-orden", "Número");
        await page.Add(new SortTag(UiHost.Texts()) { By = "peligro", Current = "peligro", ViewContext = page.Context }, "rb-tabla-orden", "Peligro");
        await page.Add(new PagesTag(UiHost.Texts()) { Previous = "b", Next = "y", ViewContext = page.Context }, "rb-paginacion");
        await page.Add(new PagesTag(UiHost.Texts()) { ViewContext = page.Context }, "rb-paginacion");
        ApprovedText.Check("sorting-and-pages", page.ToString(), "filters stay in every link, cursors do not; the sorted header says so in aria-sort");
    }

    [Fact]
    public async Task A_clock_is_blue_then_amber_then_red_and_stands_still_once_met()
    {
        var page = new Sheet();
        foreach (var (now, met) in new (double, double?)[] { (30.9, null), (48, null), (74.2, null), (90, 38.2), (90, 80) })
            await page.Add(new ClockTag(UiHost.Texts(), new Formats(UiHost.Madrid))
            {
                Heading = "Plazo",
                Start = Start,
                Due = Start + TimeSpan.FromHours(72),
                Now = Start + TimeSpan.FromHours(now),
                Met = met is { } hours ? Start + TimeSpan.FromHours(hours) : null,
            }, "rb-plazo");
        await page.Add(new ClockTag(UiHost.Texts(), new Formats(UiHost.Madrid)) { Heading = "Mes", Start = Start, Due = Start + TimeSpan.FromDays(30), Now = Start + TimeSpan.FromDays(3) }, "rb-plazo");
        ApprovedText.Check("clocks", page.ToString(), "the class of the edge changes at two thirds and at the end; a met clock has no data-vence");
    }

    [Fact]
    public async Task Partials()
    {
        await using var host = await UiHost.Start();
        UiHost.Speak("es-ES");
        string[] pages =
        [
            await host.Partial("_Cronologia", new Moment[] { new(Start, "Empieza a contar.", by: "Responsable", head: "Constancia."), new(Start, "<b>no es negrita</b>") }),
            await host.Partial("_Vacio", new Vacant("Nada", "Todavía no hay nada.", "Crear", "/nuevo")),
            await host.Partial("_Ficha", new Fact[] { new("Área", "Urbanismo", "Cambiar", "/cambiar"), new("Equipo", (string?)null) }),
            await host.Partial("_Confirmacion", new Confirmation("Aviso presentado", "Número", "AV-2026-0418")),
        ];
        ApprovedText.Check("partials", string.Join("\n----\n", pages.Select(page => page.Trim())), "values are encoded; the «Cambiar» link says what it changes");
    }

    internal sealed class Form
    {
        public string? Subject { get; set; }
        public string? Account { get; set; }
        public string? Area { get; set; }
        public string? Secret { get; set; }
        public DateTimeBoxes Seen { get; set; } = new();
        public List<IFormFile> Files { get; set; } = [];
        public string? Kind { get; set; }
        public List<string> Uses { get; set; } = [];
        public bool? Personal { get; set; }
        public bool Accepted { get; set; }
    }

    /// <summary>A page that collects what its tags write.</summary>
    private sealed class Sheet(object model, string address, params (string, string)[] errors)
    {
        private readonly StringBuilder text = new();

        public Sheet() : this(new object(), "/") { }
        public Sheet(object model, params (string, string)[] errors) : this(model, "/", errors) { }

        public Microsoft.AspNetCore.Mvc.Rendering.ViewContext Context { get; } = UiHost.ViewContext(null, model, address, errors);

        public ModelExpression Of(string property, object? value)
        {
            var explorer = new EmptyModelMetadataProvider().GetModelExplorerForType(model.GetType(), model);
            return new ModelExpression(property, explorer.GetExplorerForProperty(property, value));
        }

        public async Task Add(Microsoft.AspNetCore.Razor.TagHelpers.TagHelper tag, string name, string inside = "")
        {
            if (tag is FieldTag field) field.ViewContext = Context;
            text.Append(await UiHost.Tag(tag, name, inside)).Append('\n');
        }

        public override string ToString() => text.ToString().Replace("><", ">\n<", StringComparison.Ordinal);
    }
}
