using Rebato.Kernel;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>How the states of reports and incidents are drawn.</summary>
internal static class IncidentWords
{
    extension(Incident incident)
    {
        public Mark Mark => MarkOf(incident.Phase);
    }

    public static Mark MarkOf(IncidentPhase phase) => phase switch
    {
        IncidentPhase.Closed => Mark.Done,
        IncidentPhase.Containment => Mark.Critical,
        IncidentPhase.Analysis => Mark.Underway,
        _ => Mark.Care,
    };

    public static Mark MarkOf(Level level) => level switch
    {
        >= Level.VeryHigh => Mark.Critical,
        Level.High => Mark.Care,
        _ => Mark.Waiting,
    };

    public static Mark MarkOf(ReportState state) => state switch
    {
        ReportState.Waiting => Mark.Waiting,
        ReportState.ClosedAsFault => Mark.Done,
        _ => Mark.Underway,
    };

    public static Mark MarkOf(YesNoUnknown personalData) => personalData switch
    {
        YesNoUnknown.Yes => Mark.Care,
        YesNoUnknown.No => Mark.Done,
        _ => Mark.Waiting,
    };
}
