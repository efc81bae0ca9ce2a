namespace Holdfast.Contracts.Api.Insight;

/// <summary>A disk on one day (in UTC).</summary>
/// <param name="Used">The most bytes that were in use on it, whoever uses them.</param>
public sealed record DiskDay(DateOnly Day, long Used);
