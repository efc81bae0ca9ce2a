namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>One backup set of a file.</summary>
/// <param name="Offset">Of its first block.</param>
/// <param name="LogBytes">Of the transaction log that is in it.</param>
/// <param name="IsOpaque">A stream of it is compressed or encrypted; its pages were not verified.</param>
public sealed record SqlBackupSet(SqlBackupFacts Facts, PageFindings Pages, long LogBytes, long Offset, bool IsOpaque);
