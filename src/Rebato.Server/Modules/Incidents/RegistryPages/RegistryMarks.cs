using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents.RegistryPages;

/// <summary>How the states of an entry look: shape and colour; the word comes from the resources.</summary>
internal static class RegistryMarks
{
    public static Mark Mark(this EntryState state) => state switch
    {
        EntryState.Standing => Platform.Ui.Mark.Done,
        EntryState.Corrected => Platform.Ui.Mark.Care,
        _ => Platform.Ui.Mark.Isolated,
    };
}
