namespace Holdfast.Server.RecoveryPoints;

/// <summary>A point of a datasource, and where it lies.</summary>
internal sealed record SourcePoint(string Id, DateTimeOffset Created, bool Disk, bool Online);
