using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.SqlServer.Media;

/// <param name="Report">Where there is a fault: what was read before it, the set that was open included.</param>
public sealed record SqlBackupFindings(MediaReport Report, bool? IsIntact, MalformedFileException? Fault) : FileFindings(IsIntact, Fault);
