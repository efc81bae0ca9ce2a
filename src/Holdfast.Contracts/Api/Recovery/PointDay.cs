namespace Holdfast.Contracts.Api.Recovery;

/// <summary>A day that has recovery points.</summary>
/// <param name="Date">In the zone that was asked for.</param>
/// <param name="Disk">How many points of the day lie on disk.</param>
/// <param name="Online">How many points of the day lie in the vault.</param>
public sealed record PointDay(DateOnly Date, int Disk, int Online);
