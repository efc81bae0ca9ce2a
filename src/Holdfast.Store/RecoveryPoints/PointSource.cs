namespace Holdfast.Store.RecoveryPoints;

/// <summary>What a point was taken of. <paramref name="Id"/> is lower-case hexadecimal.</summary>
public sealed record PointSource(string Id, string Name, string Path, string Server, string Workload);
