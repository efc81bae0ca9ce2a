namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>A network adapter of a machine and the switch that it is connected to.</summary>
/// <param name="Place">Of the connection's setting data.</param>
/// <param name="Switch">The switch's name; null: not connected.</param>
internal sealed record NetworkConnection(string Place, string? Switch);
