using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Backup;

/// <summary>The point before, as far as it can be counted from.</summary>
internal sealed record PreviousMachine(MachineState Machine, HyperVState Own)
{
    /// <summary>Null where there is none, or what it says cannot be read: then everything is read.</summary>
    public static PreviousMachine? Of(BackupDocument? document)
    {
        if (document is null || MachineState.TryRead(document) is not { } machine) return null;
        try
        {
            return new PreviousMachine(machine, HyperVState.Of(machine));
        }
        catch (WorkloadException)
        {
            return null;
        }
    }

    public (MachineDisk Disk, TrackedDisk Tracked)? Find(string name)
    {
        for (var index = 0; index < Machine.Disks.Count; index++)
            if (Machine.Disks[index].Name == name) return (Machine.Disks[index], Own.Disks[index]);
        return null;
    }
}
