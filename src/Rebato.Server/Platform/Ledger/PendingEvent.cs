using System.Security.Cryptography;
using Rebato.Kernel;
using Rebato.Ledger;

namespace Rebato.Platform.Ledger;

/// <summary>An event of an act that is being written: what it says, whose key seals it, which rows changed with it.</summary>
internal sealed class PendingEvent(LedgerRef place, Citation article, byte[] body, Guid keyed)
{
    public LedgerRef Place { get; } = place;
    public Citation Article { get; } = article;
    public byte[] Body { get; } = body;

    /// <summary>The record under whose key the body is sealed; usually the subject.</summary>
    public Guid Keyed { get; } = keyed;

    public byte[]? Key { get; set; }
    public byte[] Salt { get; } = RandomNumberGenerator.GetBytes(Commitment.SaltLength);
    public List<RowChange> Changes { get; } = [];
}
