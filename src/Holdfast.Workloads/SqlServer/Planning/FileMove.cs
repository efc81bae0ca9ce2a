namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>Where a file of a database goes: MOVE logical name TO path.</summary>
internal sealed record FileMove(string LogicalName, string Path);
