namespace Holdfast.Contracts.Api.Recovery;

/// <summary>The days that have recovery points, oldest first. <paramref name="Zone"/>: the zone whose days they are.</summary>
public sealed record PointDays(string Zone, IReadOnlyList<PointDay> Days);
