namespace Holdfast.Contracts.Api;

/// <summary>A recovery point in short.</summary>
public sealed record PointBrief(string Id, DateTimeOffset Created);
