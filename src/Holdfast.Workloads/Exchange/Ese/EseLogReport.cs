using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>What a log file is.</summary>
/// <param name="Header">Null where it cannot be read.</param>
/// <param name="Segments">None where the format has no checksums of them.</param>
/// <param name="Fault">Where it stops following its format; damaged segments are none.</param>
public sealed record EseLogReport(EseLogHeader? Header, EsePages Segments, MalformedFileException? Fault)
{
    /// <summary>Null: logs of this version have no checksums that are documented, and only the header was verified.</summary>
    public bool? IsIntact => Fault is not null || Segments.Damaged > 0 || Header is null ? false : Header.HasSegmentChecksums ? true : null;
}
