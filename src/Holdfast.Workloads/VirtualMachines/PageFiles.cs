using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>What a guest keeps of its memory on a disk.</summary>
/// <param name="Files">Of which files, for the document.</param>
/// <param name="Ranges">Where on the disk: ascending, apart.</param>
internal sealed record PageFiles(IReadOnlyList<ExcludedFile> Files, IReadOnlyList<ByteRange> Ranges)
{
    /// <summary>
    /// Where a disk differs from its file in the point before: what changed since, and what that point left out. A page file that was renamed did not change on the disk, and is zeros in the point.
    /// </summary>
    /// <param name="changed">As change tracking has it; null: not known.</param>
    public static IReadOnlyList<ByteRange>? Differences(IReadOnlyList<ByteRange>? changed, MachineState? before, string disk, long length) =>
        changed is null || before is null ? changed : RangeList.Of(changed.Concat(before.Exclusions.Where(file => file.Disk == disk).SelectMany(file => file.Cover)), length);
}
