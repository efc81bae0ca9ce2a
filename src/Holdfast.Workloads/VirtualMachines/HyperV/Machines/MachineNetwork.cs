using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Machines;

/// <summary>Which switches the adapters of a machine are connected to.</summary>
internal static class MachineNetwork
{
    public static IReadOnlyList<NetworkConnection> Connections(IWmiSession session, Machine machine) =>
        [.. machine.Parts.Where(part => part.ClassName == Msvm.Connection && part.Text("InstanceID") is not null)
            .Select(part => new NetworkConnection(AttachedDisk.PlaceOf(part.Text("InstanceID")!), SwitchOf(session, part)))];

    /// <summary>Null: not connected.</summary>
    private static string? SwitchOf(IWmiSession session, WmiObject connection) =>
        connection.Texts("HostResource") is [{ Length: > 0 } path, ..] && session.Get(path)?.Text("ElementName") is { Length: > 0 } name ? name
        : connection.Text("LastKnownSwitchName") is { Length: > 0 } last ? last : null;
}
