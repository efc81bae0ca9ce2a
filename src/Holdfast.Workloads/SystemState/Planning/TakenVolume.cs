namespace Holdfast.Workloads.SystemState.Planning;

/// <summary>A critical volume of this computer.</summary>
/// <param name="Name">Its root by its id.</param>
/// <param name="Device">Of its shadow copy; null: it has none and is read where it is.</param>
/// <param name="IsWindows">Holds Windows.</param>
/// <param name="IsBoot">Holds the boot configuration.</param>
internal sealed record TakenVolume(string Name, char? Letter, string? Device, bool IsWindows, bool IsBoot);
