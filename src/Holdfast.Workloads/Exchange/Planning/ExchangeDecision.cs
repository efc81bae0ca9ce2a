using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.Exchange.Planning;

/// <summary>What is taken.</summary>
/// <param name="Type">As VSS is told: full and incremental ones have Exchange remove logs, a copy does not.</param>
/// <param name="Why">Why it is more than was wanted; null where it is not.</param>
internal sealed record ExchangeDecision(ShadowBackupType Type, string? Why)
{
    public bool IsFull => Type != ShadowBackupType.Incremental;
}
