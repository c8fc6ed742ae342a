using System.Text.Json.Nodes;
using Rebato.Modules.Incidents;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.Book;

/// <summary>Whoever keeps the machine sees the book, and no word of what it says.</summary>
public sealed class RegistryCommandTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("rebato-test-").FullName;

    public async ValueTask InitializeAsync()
    {
        await using var open = await OpenOffice.At(folder, [], TestContext.Current.CancellationToken);
        var town = await open.Storage.Found("Robledal del Monte", "", "Europe/Madrid");
        await using var office = new Office(open.Storage, town);
        var entry = await RegistryActs.Entered(office);
        Story.Must(await new Registry(office).Correct(RegistryActs.Officer, entry.Id, RegistryActs.Secret, "x", "y", "Recuento", "F"));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_lists_numbers_kinds_and_states_and_no_contents()
    {
        var (code, text, _) = await Run("registry", "list", "--data", folder, "--json");
        Assert.Equal(0, code);
        var lines = JsonNode.Parse(text)!.AsArray();
        Assert.Equal(["Corrected", "Standing"], lines.Select(line => line!["state"]!.GetValue<string>()));
        Assert.Equal(["number", "kind", "incident", "basis", "enteredAt", "state"], lines[0]!.AsObject().Select(pair => pair.Key));
        Assert.DoesNotContain("Filomena", text);
    }

    [Fact]
    public async Task It_shows_one_with_what_corrects_it_and_says_when_there_is_none()
    {
        var number = JsonNode.Parse((await Run("registry", "list", "--data", folder, "--json")).Text)![0]!["number"]!.GetValue<string>();
        var (code, text, _) = await Run("registry", "show", number, "--data", folder);
        Assert.Equal(0, code);
        Assert.Contains("corrección", text);
        Assert.DoesNotContain("Filomena", text);
        Assert.Equal(1, (await Run("registry", "show", number[..^4] + "0099", "--data", folder)).Code);
        var (wrong, _, said) = await Run("registry", "show", "INC-1", "--data", folder);
        Assert.Equal(2, wrong);
        Assert.Contains("no es un número del Registro", said);
    }

    private static async Task<(int Code, string Text, string Errors)> Run(params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await Root.Create().Parse(args).InvokeAsync(new System.CommandLine.InvocationConfiguration { Output = output, Error = errors });
        return (code, output.ToString(), errors.ToString());
    }
}
