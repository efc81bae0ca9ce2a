using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Machines;

/// <summary>Asks a host about its machines.</summary>
internal static class MachineQueries
{
    /// <summary>All machines, without their settings.</summary>
    public static IReadOnlyList<WmiObject> All(IWmiSession session) => session.Query(Msvm.ComputerSystem, $"Caption = {WmiPath.Quote(Msvm.MachineCaption)}");

    /// <summary>A machine by its id or, where the address has none, by its name.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.AddressWrong"/>: several have the name.</exception>
    public static WmiObject? Find(IWmiSession session, HyperVAddress address)
    {
        var property = address.Id is null ? "ElementName" : "Name";
        var found = session.Query(Msvm.ComputerSystem, $"Caption = {WmiPath.Quote(Msvm.MachineCaption)} AND {property} = {WmiPath.Quote(address.Machine!)}");
        return found.Count <= 1 ? found.FirstOrDefault()
            : throw new WorkloadException(WorkloadFault.AddressWrong, $"{found.Count} machines of {address.Host} are called {address.Machine}.", "Give the id of the one that is meant: Get-VM | Format-List Name, Id.");
    }

    /// <exception cref="MethodFailure">It is going away.</exception>
    public static Machine Describe(IWmiSession session, WmiObject system)
    {
        var settings = session.Related(system.Path, Msvm.SystemSettings, Msvm.SettingsOfSystem).FirstOrDefault()
            ?? throw new MethodFailure(-1, $"{system.Text("ElementName")} has no settings: it is being deleted.");
        var parts = Parts(session, settings);
        return new Machine(system, settings, parts, DiskList.Of(parts));
    }

    /// <summary>Setting data of a machine, checkpoint, or planned machine.</summary>
    public static IReadOnlyList<WmiObject> Parts(IWmiSession session, WmiObject settings) => session.Related(settings.Path, Msvm.SettingData, Msvm.PartsOfSettings);

    /// <summary>Checkpoints that were made for backups, whoever made them.</summary>
    public static IEnumerable<WmiObject> RecoveryCheckpoints(IWmiSession session, WmiObject system) =>
        session.Related(system.Path, Msvm.SystemSettings, Msvm.SnapshotsOfSystem).Where(checkpoint => checkpoint.Text("VirtualSystemType") == Msvm.RecoverySnapshot);
}
