using System.CommandLine;

namespace Rebato.Modules.Documents;

/// <summary>The hidden verb under which this executable starts itself to handle foreign bytes.</summary>
public static class WorkerCommand
{
    public static Command Create()
    {
        var documents = new Command(DocumentWorker.Verb) { Hidden = true };
        documents.SetAction((_, cancel) => DocumentWorker.Serve(cancel));
        return new Command("worker") { Hidden = true, Subcommands = { documents } };
    }
}
