using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Recovery;

/// <summary>A backup set and the point that it is read from.</summary>
internal sealed record HeldSet(BackupSet Set, string Point);
