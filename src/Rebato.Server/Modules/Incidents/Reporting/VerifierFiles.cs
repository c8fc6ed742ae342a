using System.Text;
using Rebato.Ledger;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents.Reporting;

/// <summary>The verifier as this office serves it, and as one file that works with nothing beside it and no server.</summary>
internal static class VerifierFiles
{
    private const string Folder = "/verificar/";
    private const string Page = "verificar.html";

    public static void Map(WebApplication app)
    {
        app.MapGet(Folder + "comprobar", (Assets assets) => Results.Text(assets.Text(Folder + Page), "text/html; charset=utf-8"))
            .WithMetadata(new OpenToAllAttribute("Whoever holds a receipt checks it, without an account")).ExcludeFromDescription();
        app.MapGet(Folder + "descargar", (Assets assets) =>
                Results.File(Encoding.UTF8.GetBytes(VerifierPage.Inline(name => assets.Text(Folder + name))), "application/octet-stream", Page))
            .WithMetadata(new OpenToAllAttribute("Whoever holds a receipt checks it, without an account")).ExcludeFromDescription();
    }
}
