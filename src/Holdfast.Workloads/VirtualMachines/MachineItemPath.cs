using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>Something in a point of a machine.</summary>
/// <param name="Text">Its path in the point, such as disks/sda/1/etc/passwd.</param>
/// <param name="Disk">The disk that it is, or lies in; null for the configuration.</param>
/// <param name="Inside">Path inside the disk, such as 1/etc/passwd; null for the whole disk.</param>
internal sealed record MachineItemPath(string Text, MachineDisk? Disk, string? Inside)
{
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>.</exception>
    public static MachineItemPath Parse(string text, MachineState state)
    {
        var path = text.Trim('/');
        if (path.Length > 0 && ItemPath.IsPath(ItemPath.FromDisplay(path)))
        {
            if (path == MachineLayout.Machine || path.StartsWith(MachineLayout.Machine + "/", StringComparison.Ordinal)) return new MachineItemPath(path, null, null);
            var disk = state.Disks.FirstOrDefault(disk => path == disk.Path || path.StartsWith(disk.Path + "/", StringComparison.Ordinal));
            if (disk is not null) return new MachineItemPath(path, disk, path == disk.Path ? null : path[(disk.Path.Length + 1)..]);
        }
        throw new WorkloadException(WorkloadFault.NotRecoverable, $"The point has no item “{text}”.", $"Items are the disks {string.Join(", ", state.Disks.Select(disk => disk.Path))}, what is in them (such as {state.Disks.FirstOrDefault()?.Path ?? "disks/sda"}/1/etc), and {MachineLayout.Machine}.");
    }
}
