namespace Holdfast.Protection.Retention;

/// <summary>A recovery point in one place (disk or vault), as far as expiry looks at it.</summary>
public sealed record HeldPoint(string Id, string SourceId, DateTimeOffset Created);
