namespace Rebato.Browser.Tests;

/// <summary>The parts every page is made of, seen by a browser under the real security policy.</summary>
[Collection(nameof(WithSampler))]
public sealed class KitTests(Chromium chromium, Sampler sampler)
{
    public static TheoryData<string> Pages =>
    [
        "/muestrario", "/muestrario/incidencias", "/muestrario/incidencias?texto=zzz", "/muestrario/brecha", "/muestrario/formulario",
        "/muestrario/confirmacion", "/accesibilidad", "/proteccion-de-datos", "/aviso-legal", "/contacto-seguridad", "/no-existe", "/error/403", "/error/500",
    ];

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_page_is_accessible_silent_and_fits_on_a_desk_and_on_a_phone(string path)
    {
        foreach (var width in (int[])[Screen.Desktop, Screen.Phone, Screen.Narrow])
        {
            await using var screen = await chromium.Open(sampler.Address, width);
            await screen.Go(path);
            await screen.FitsSideways();
            if (width != Screen.Narrow) await screen.IsAccessible();
            if (!path.StartsWith("/no-existe", StringComparison.Ordinal) && !path.StartsWith("/error", StringComparison.Ordinal)) screen.IsSilent();
            await screen.Picture($"kit{path.Replace('/', '-').Split('?')[0]}{(path.Contains('?') ? "-vacio" : "")}-{width}");
        }
    }

    [Fact]
    public async Task A_form_with_errors_lists_them_in_form_order_and_leads_to_each()
    {
        foreach (var width in (int[])[Screen.Desktop, Screen.Phone])
        {
            await using var screen = await chromium.Open(sampler.Address, width);
            await screen.Go("/muestrario/formulario");
            await screen.Page.FillAsync("#Form_Code", "pc 117");
            await screen.Page.FillAsync("#Form_Back", "31");
            await screen.Page.FillAsync("#Form_Back-month", "2");
            await screen.Page.FillAsync("#Form_Back-year", "2026");
            await screen.Page.ClickAsync("text=Presentar la solicitud");
            await screen.Page.WaitForSelectorAsync(".govuk-error-summary");

            var links = await screen.Page.Locator(".govuk-error-summary a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
            Assert.Equal(["#Form_Code", "#Form_Why", "#Form_Personal", "#Form_Back", "#Form_Head", "#Form_Files", "#Form_Accepted"], links);
            Assert.StartsWith("Error: ", await screen.Page.TitleAsync(), StringComparison.Ordinal);
            Assert.Equal("pc 117", await screen.Page.InputValueAsync("#Form_Code"));
            Assert.Equal("31", await screen.Page.InputValueAsync("#Form_Back"));
            await screen.IsAccessible();
            await screen.FitsSideways();
            await screen.Picture($"kit-errores-{width}");

            await screen.Page.ClickAsync(".govuk-error-summary a[href='#Form_Personal']");
            Assert.Equal("Form_Personal", await screen.Page.EvaluateAsync<string>("() => document.activeElement.id"));
            screen.IsSilent();
        }
    }

    [Fact]
    public async Task Without_scripts_the_menu_the_filters_and_the_conditional_questions_still_work()
    {
        await using var screen = await chromium.Open(sampler.Address, Screen.Phone, scripts: false);
        await screen.Page.GotoAsync("/muestrario/formulario");
        Assert.False(await screen.Page.Locator("#Form_Whose").IsVisibleAsync());
        await screen.Page.CheckAsync("#Form_Personal");
        Assert.True(await screen.Page.Locator("#Form_Whose").IsVisibleAsync());
        Assert.True(await screen.Page.Locator(".rb-menu a").First.IsVisibleAsync());
        await screen.Page.GotoAsync("/muestrario/incidencias");
        await screen.Page.FillAsync("#texto", "zzz");
        await screen.Page.ClickAsync("text=Aplicar filtros");
        await screen.Page.WaitForSelectorAsync(".rb-vacio");
        Assert.Contains("texto=zzz", screen.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_change_the_list_in_place_and_the_address_with_it()
    {
        await using var screen = await chromium.Open(sampler.Address);
        await screen.Go("/muestrario/incidencias");
        await screen.Page.EvaluateAsync("() => { document.body.dataset.mark = 'same page'; }");
        await screen.Page.FillAsync("#texto", "zzz");
        await screen.Page.ClickAsync("text=Aplicar filtros");
        await screen.Page.WaitForSelectorAsync(".rb-vacio");
        Assert.Equal("same page", await screen.Page.GetAttributeAsync("body", "data-mark"));
        Assert.EndsWith("?texto=zzz", screen.Page.Url, StringComparison.Ordinal);
        Assert.Equal("Ninguna incidencia cumple estas condiciones", await screen.Page.TextContentAsync("#rb-anuncio"));
        screen.IsSilent();
    }

    [Fact]
    public async Task The_menu_of_a_phone_is_born_folded_and_opens()
    {
        await using var screen = await chromium.Open(sampler.Address, Screen.Phone);
        await screen.Go("/muestrario");
        Assert.False(await screen.Page.Locator(".rb-menu a").First.IsVisibleAsync());
        await screen.Page.ClickAsync(".govuk-js-service-navigation-toggle");
        Assert.True(await screen.Page.Locator(".rb-menu a").First.IsVisibleAsync());
        await screen.IsAccessible();
        await screen.Picture("kit-menu-abierto-390", fullPage: false);
    }

    [Fact]
    public async Task An_idle_session_warns_first_then_covers_the_page_and_keeps_what_was_typed()
    {
        await using var screen = await chromium.Open(sampler.Address);
        await screen.Page.Clock.InstallAsync();
        await screen.Page.GotoAsync("/muestrario/formulario");
        await screen.Page.FillAsync("#Form_Why", "Un informe a medio escribir");
        await screen.Page.Clock.RunForAsync("03:05");
        var continueButton = screen.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Seguir conectado" });
        Assert.True(await continueButton.IsVisibleAsync());
        await screen.IsAccessible();
        await screen.Picture("kit-sesion-aviso-1366", fullPage: false);

        await continueButton.ClickAsync();
        await screen.Page.WaitForFunctionAsync("() => !document.getElementById('sesion').open");
        await screen.Page.Clock.RunForAsync("05:05");
        Assert.True(await screen.Page.GetByText("Sesión bloqueada").IsVisibleAsync());
        await screen.Picture("kit-sesion-bloqueada-1366", fullPage: false);
        await screen.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Ya me he identificado" }).ClickAsync();
        await screen.Page.WaitForFunctionAsync("() => !document.getElementById('sesion').open");
        Assert.Equal("Un informe a medio escribir", await screen.Page.InputValueAsync("#Form_Why"));
        screen.IsSilent();
    }

    [Fact]
    public async Task A_countdown_goes_on_by_the_servers_clock_whatever_this_computer_believes()
    {
        await using var screen = await chromium.Open(sampler.Address);
        await screen.Page.Clock.InstallAsync(new() { TimeDate = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc) });
        await screen.Page.GotoAsync("/muestrario/brecha");
        await screen.Page.Clock.RunForAsync("10:31");
        var figures = await screen.Page.Locator(".rb-plazo__queda").AllTextContentsAsync();
        Assert.Equal(["Quedan 40 h 56 min", "Quedan 21 h 49 min", "Vencido hace 2 h 22 min", "Hecho a las 38 h 12 min (dentro de plazo)"],
            figures.Select(figure => figure.Replace('\u00A0', ' ')));
    }

    [Fact]
    public async Task A_record_prints_on_paper_without_what_only_serves_on_screen()
    {
        await using var screen = await chromium.Open(sampler.Address);
        await screen.Go("/muestrario/brecha");
        await screen.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        foreach (var gone in (string[])[".rb-menu", ".rb-franja", ".rb-botones", ".govuk-breadcrumbs", ".rb-pie nav"])
            Assert.False(await screen.Page.Locator(gone).First.IsVisibleAsync(), gone);
        Assert.True(await screen.Page.Locator(".rb-marca").IsVisibleAsync());
        await screen.Picture("kit-papel");
    }

    [Fact]
    public async Task Every_stop_of_the_keyboard_is_seen()
    {
        await using var screen = await chromium.Open(sampler.Address);
        await screen.Go("/muestrario/brecha");
        var hidden = new List<string>();
        for (var stop = 0; stop < 30; stop++)
        {
            await screen.Page.Keyboard.PressAsync("Tab");
            var seen = await screen.Page.EvaluateAsync<string?>("""
                () => {
                  const e = document.activeElement, s = getComputedStyle(e);
                  const visible = s.boxShadow !== 'none' || (s.outlineStyle !== 'none' && s.outlineColor !== 'rgba(0, 0, 0, 0)');
                  return e === document.body || visible ? null : e.outerHTML.slice(0, 120);
                }
                """);
            if (seen is not null) hidden.Add(seen);
            if (stop == 6) await screen.Picture("kit-foco-1366", fullPage: false);
        }
        Assert.True(hidden.Count == 0, "Focus is not visible on:\n" + string.Join('\n', hidden));
    }

    [Fact]
    public async Task English_is_one_link_away_and_stays()
    {
        await using var screen = await chromium.Open(sampler.Address);
        await screen.Go("/accesibilidad");
        await screen.Page.ClickAsync(".rb-cabecera a[hreflang=en]");
        Assert.Equal("en", await screen.Page.GetAttributeAsync("html", "lang"));
        await screen.Go("/aviso-legal");
        Assert.Equal("Legal notice", await screen.Page.TextContentAsync("h1"));
    }
}

[CollectionDefinition(nameof(WithSampler))]
public sealed class WithSampler : ICollectionFixture<Chromium>, ICollectionFixture<Sampler>;
