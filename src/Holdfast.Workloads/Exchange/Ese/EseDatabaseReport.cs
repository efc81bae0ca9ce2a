using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>What a database file is.</summary>
/// <param name="Header">Of its whole copy, the first where both are; null where neither is and it cannot be read.</param>
/// <param name="Fault">Where it stops following its format, the header's copies included; damaged pages are none.</param>
public sealed record EseDatabaseReport(EseHeader? Header, EsePages Pages, MalformedFileException? Fault)
{
    /// <summary>Nothing in it is other than the engine wrote it; what it needs of its logs is another question.</summary>
    public bool IsIntact => Fault is null && Pages.Damaged == 0;
}
