using System.CommandLine;
using System.Text.Json.Nodes;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Incidents;

/// <summary>Incidents from the machine itself: seen, and elevated to the Committee with a reason.</summary>
public sealed class IncidentCommandTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("rebato-test-").FullName;

    public async ValueTask InitializeAsync()
    {
        await using var open = await OpenOffice.At(folder, [], TestContext.Current.CancellationToken);
        var town = await open.Storage.Found("Robledal del Monte", "", "Europe/Madrid");
        await using var office = new Office(open.Storage, town);
        await Story.OpenIncident(office, "Portátil robado");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_lists_and_shows_for_people_and_for_programs()
    {
        var (code, text, _) = await Run("incident", "list", "--data", folder, "--text", "portatil");
        Assert.Equal(0, code);
        Assert.Contains("Portátil robado", text);
        var (_, json, _) = await Run("incident", "show", "1", "--data", folder, "--json");
        Assert.Equal("Analysis", JsonNode.Parse(json)!["phase"]!.GetValue<string>());
        Assert.Equal(1, (await Run("incident", "show", "INC-2020-0009", "--data", folder)).Code);
    }

    [Fact]
    public async Task It_elevates_once_with_a_reason_in_either_language()
    {
        Assert.Equal(2, (await Run("aviso", "elevar", "1", "--data", folder)).Code);
        var (code, _, errors) = await Run("aviso", "elevar", "1", "--comite", "--porque", " ", "--data", folder);
        Assert.Equal(1, code);
        Assert.Contains("Explique por qué se eleva", errors);
        Assert.Equal(0, (await Run("aviso", "elevar", "1", "--comite", "--porque", "Era el portátil de Alcaldía", "--data", folder)).Code);
        var (again, _, why) = await Run("incident", "elevate", "1", "--to", "committee", "--why", "Otra vez", "--data", folder);
        Assert.Equal(1, again);
        Assert.Contains("ya está informado", why);
    }

    private static async Task<(int Code, string Text, string Errors)> Run(params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var parsed = Root.Create().Parse(args);
        var code = parsed.Errors.Count > 0 ? 2 : await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });
        return (code, output.ToString(), errors.ToString());
    }
}
