using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rebato.Kernel;
using Rebato.Platform.Ui;

namespace Rebato.Tests.Ui;

/// <summary>The interface alone, without the office behind it: its pages over HTTP, its partials and tag helpers as text.</summary>
internal sealed class UiHost : IAsyncDisposable
{
    public static readonly TimeZoneInfo Madrid = TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid");

    private readonly WebApplication app;

    private UiHost(WebApplication app) => this.app = app;

    public HttpClient Client => app.GetTestClient();

    public static async Task<UiHost> Start(string environment = "Production", Action<WebApplication>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "rebato", EnvironmentName = environment });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddRebatoUi();
        builder.Services.AddScoped(_ => new Frame { TownName = "Ayuntamiento de Robledal del Monte", Phone = "010" });
        var app = builder.Build();
        app.UseRebatoUi();
        more?.Invoke(app);
        app.MapRazorPages();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new UiHost(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    public static Texts Texts(bool strict = true) => new(Sentences.Load(strict), new Formats(Madrid));

    /// <summary>What a partial of Modules/Shared writes for a model.</summary>
    public async Task<string> Partial(string name, object model)
    {
        using var scope = app.Services.CreateScope();
        var context = ViewContext(scope.ServiceProvider, model);
        var view = scope.ServiceProvider.GetRequiredService<IRazorViewEngine>().GetView(null, $"/Modules/Shared/{name}.cshtml", isMainPage: false).View!;
        context.View = view;
        await view.RenderAsync(context);
        return context.Writer.ToString()!;
    }

    /// <summary>What a tag helper writes, with <paramref name="inside"/> between its tags.</summary>
    public static async Task<string> Tag(TagHelper helper, string tagName = "tag", string inside = "")
    {
        var context = new TagHelperContext(tagName, [], new Dictionary<object, object>(), "id");
        var output = new TagHelperOutput(tagName, [], (_, _) => Task.FromResult(new DefaultTagHelperContent().SetHtmlContent(inside)));
        helper.Init(context);
        await helper.ProcessAsync(context, output);
        await using var writer = new StringWriter(CultureInfo.InvariantCulture);
        output.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        return writer.ToString();
    }

    /// <summary>The surroundings of a tag helper: the page's model, its errors, the address it is at.</summary>
    public static ViewContext ViewContext(IServiceProvider? services, object model, string address = "/lista", params (string Key, string Error)[] errors)
    {
        var metadata = new EmptyModelMetadataProvider();
        var state = new ModelStateDictionary();
        foreach (var (key, error) in errors) state.AddModelError(key, error);
        var uri = new Uri("http://localhost" + address);
        var http = new DefaultHttpContext { RequestServices = services! };
        (http.Request.Path, http.Request.QueryString) = (uri.AbsolutePath, new QueryString(uri.Query));
        var data = (ViewDataDictionary)Activator.CreateInstance(typeof(ViewDataDictionary<>).MakeGenericType(model.GetType()), metadata, state)!;
        data.Model = model;
        return new ViewContext(new ActionContext(http, new RouteData(), new ActionDescriptor(), state), NoView.Instance, data,
            new TempDataDictionary(http, NoTempData.Instance), new StringWriter(CultureInfo.InvariantCulture), new HtmlHelperOptions());
    }

    public static void Speak(string culture) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);

    private sealed class NoView : Microsoft.AspNetCore.Mvc.ViewEngines.IView
    {
        public static readonly NoView Instance = new();
        public string Path => "";
        public Task RenderAsync(ViewContext context) => Task.CompletedTask;
    }

    private sealed class NoTempData : ITempDataProvider
    {
        public static readonly NoTempData Instance = new();
        public IDictionary<string, object> LoadTempData(HttpContext context) => new Dictionary<string, object>();
        public void SaveTempData(HttpContext context, IDictionary<string, object> values) { }
    }
}
