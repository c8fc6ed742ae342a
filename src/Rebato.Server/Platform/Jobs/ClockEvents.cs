using Rebato.Kernel;
using Rebato.Platform.Ledger;

namespace Rebato.Platform.Jobs;

/// <param name="Verdict">What two readings of the host's clocks say.</param>
/// <param name="JumpSeconds">How far the wall clock left the truth; zero where that cannot be known.</param>
/// <param name="Reckoned">The time that legal clocks go on from.</param>
/// <param name="Wall">What the computer's clock shows.</param>
[LedgerEvent("clock.jumped", "RGPD", "33.1")]
public sealed record ClockJumped(ClockVerdict Verdict, long JumpSeconds, Instant Reckoned, Instant Wall);

/// <param name="Truth">Date and time as the second source shows them.</param>
/// <param name="Source">Which source: a telephone, the radio, another town hall.</param>
/// <param name="Reckoned">What legal clocks went by until then.</param>
/// <param name="Wall">What the computer's clock showed.</param>
[LedgerEvent("clock.attested", "RGPD", "33.1")]
public sealed record ClockAttested(Instant Truth, string Source, Instant Reckoned, Instant Wall);

/// <summary>Why the computer's clock is not believed, since when; stands until somebody confirms date and time.</summary>
/// <param name="Cause">A name of <see cref="ClockVerdict"/>, or <see cref="Differs"/>.</param>
internal sealed record ClockDoubt(string Cause, TimeSpan Jump, Instant Reckoned, Instant Wall)
{
    /// <summary>Somebody confirmed another time than the computer's clock shows.</summary>
    public const string Differs = "Differs";
}
