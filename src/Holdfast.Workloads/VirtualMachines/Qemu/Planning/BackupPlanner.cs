using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Planning;

/// <summary>Decides for each disk what is read and what is taken from the point before.</summary>
internal static class BackupPlanner
{
    /// <param name="facts">The machine now.</param>
    /// <param name="previous">The newest point; null for none, or one that cannot be read.</param>
    /// <param name="marks">By name of the disk: what its marks are good for.</param>
    /// <param name="everything">Asked for: nothing is taken unread.</param>
    public static IReadOnlyList<DiskPlan> Plan(QemuFacts facts, MachineState? previous, IReadOnlyDictionary<string, MarkPlan> marks, bool everything)
    {
        var paths = MachineLayout.PathsOf(facts.Disks.Select(disk => disk.Name));
        var before = previous is null || previous.Machine != facts.Machine ? null : previous;
        return [.. facts.Disks.Select((disk, order) => Plan(disk, order, paths[order], before, previous is not null, marks[disk.Name], everything))];
    }

    private static DiskPlan Plan(QemuDisk disk, int order, string path, MachineState? before, bool isOther, MarkPlan mark, bool everything)
    {
        var earlier = before?.Find(disk.Name);
        // The point's file is found by its path: where names changed their order, it is another disk's.
        var same = earlier is not null && earlier.Path == path ? earlier : null;
        var chunk = MachineChunks.LengthFor(disk.Length, same?.ChunkLength);
        var kept = new MachineDisk(disk.Name, path, disk.Length, disk.SectorLength, disk.Driver, disk.ClusterLength, chunk, order, disk.Attachment, disk.Image);
        var why = before is null && isOther ? "the address leads to another machine than before"
            : before is not null && earlier is null ? "it is new"
            : earlier is not null && AheadOfMark.IsWhole(before!, earlier) ? "the machine was off when its last recovery point was made, and nothing noted what changed since"
            : mark.Why ?? (same is null ? "its place among the disks changed" : disk.Length < same.Length ? "it became smaller" : Took(disk, before!) ? "its image is that of another disk before" : null);
        var goesOn = !everything && why is null;
        return new DiskPlan(disk, kept, mark.Since, goesOn ? mark.Since : null, goesOn ? same!.Length : null, everything ? null : why, why is null);
    }

    /// <summary>Bitmaps have the same name on all disks of a machine: where images changed places, they are another disk's.</summary>
    private static bool Took(QemuDisk disk, MachineState before) => disk.Image is not null && before.Disks.Any(other => other.Name != disk.Name && other.Origin == disk.Image);
}
