namespace Holdfast.Contracts.Api.Applications;

/// <summary>Any moment from the first to the last can be recovered, to the second.</summary>
public sealed record ReachableTimes(DateTimeOffset From, DateTimeOffset To);
