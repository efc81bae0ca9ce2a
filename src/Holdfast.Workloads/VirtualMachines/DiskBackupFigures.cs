namespace Holdfast.Workloads.VirtualMachines;

/// <summary>What became of the bytes of a disk in a backup. Their sum is its length.</summary>
/// <param name="Read">Read from the disk.</param>
/// <param name="Kept">Taken over from the point before, unread.</param>
/// <param name="Holes">Zeros that the disk itself says are zeros.</param>
/// <param name="Excluded">Left out.</param>
internal readonly record struct DiskBackupFigures(long Read, long Kept, long Holes, long Excluded)
{
    public static DiskBackupFigures operator +(DiskBackupFigures left, DiskBackupFigures right) =>
        new(left.Read + right.Read, left.Kept + right.Kept, left.Holes + right.Holes, left.Excluded + right.Excluded);
}
