namespace Holdfast.Contracts.Api.Applications;

/// <summary>A recovery point of an application.</summary>
/// <param name="Consistent">The moment, by the application's clock, that it brings back by itself.</param>
/// <param name="Type">full, incremental, log: what was read for it.</param>
public sealed record ReachablePoint(string Id, DateTimeOffset Created, DateTimeOffset Consistent, string Type);
