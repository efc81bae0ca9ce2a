namespace Holdfast.Workloads.SharePoint.Farm;

/// <summary>A database of a farm.</summary>
/// <param name="Address">As the SQL Server workload takes it.</param>
/// <param name="Server">As SharePoint calls it: a server, an instance, or an alias.</param>
/// <param name="IsFarmWide">Of the configuration or of Central Administration: backed up and restored with the whole farm alone.</param>
internal sealed record FarmDatabase(string Address, string Server, string Name, bool IsFarmWide);
