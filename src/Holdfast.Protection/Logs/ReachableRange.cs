namespace Holdfast.Protection.Logs;

/// <summary>Any moment from the first to the last can be recovered.</summary>
public readonly record struct ReachableRange(DateTimeOffset From, DateTimeOffset To);
