using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Planning;

/// <summary>
/// Where a disk in a point may differ from what it was when the point's mark began. A backup of a machine that is off makes no mark and goes on with the one before: the next backup reads what that
/// one noted, and this. So it is complete also where an earlier state of the image was put back meanwhile, together with what its bitmap noted then.
/// </summary>
/// <param name="Disk">Its name.</param>
/// <param name="Ranges">Ascending, apart, few: all of it and perhaps more.</param>
internal sealed record AheadOfMark(string Disk, IReadOnlyList<ByteRange> Ranges)
{
    /// <summary>What a backup reads of a disk.</summary>
    /// <param name="changed">What the mark noted.</param>
    /// <param name="state">Of the newest point.</param>
    /// <param name="length">Bytes of the disk.</param>
    public static IReadOnlyList<ByteRange> With(IReadOnlyList<ByteRange> changed, QemuState? state, string disk, long length) => Of(state, disk) is { Count: > 0 } ahead ? RangeList.Of(changed.Concat(ahead), length) : changed;

    /// <summary>What a point says that is made now, while the machine is off.</summary>
    /// <param name="changed">What the mark noted, with what the point before says; null: nothing is known.</param>
    /// <param name="lengthBefore">Bytes of the disk in the point before.</param>
    public static AheadOfMark Next(DiskPlan disk, IReadOnlyList<ByteRange>? changed, long lengthBefore)
    {
        var length = disk.Kept.Length;
        if (!disk.IsNoted || changed is null) return new AheadOfMark(disk.Disk.Name, [new ByteRange(0, length)]);
        var cover = new RangeList(ExcludedFile.MostCover);
        foreach (var range in RangeList.Of(changed.Append(new ByteRange(lengthBefore, Math.Max(0, length - lengthBefore))), length)) cover.Add(range);
        return new AheadOfMark(disk.Disk.Name, cover.Ranges);
    }

    /// <summary>A point whose mark says nothing of a disk.</summary>
    public static bool IsWhole(MachineState point, MachineDisk disk) => Of(QemuState.Of(point), disk.Name) is [{ Offset: 0 } all] && all.Length >= disk.Length && disk.Length > 0;

    /// <summary>Whether it is within bounds, whoever wrote it.</summary>
    public static bool Hold(IReadOnlyList<AheadOfMark>? all) => all is null || (all.Count <= MachineLimits.MostDisks && all.All(each => each is { Disk: not null, Ranges: { Count: <= ExcludedFile.MostCover } ranges }
        && ranges.All(range => range is { Offset: >= 0 and <= MachineLimits.LargestDisk, Length: >= 0 and <= MachineLimits.LargestDisk })));

    private static IReadOnlyList<ByteRange> Of(QemuState? state, string disk) => state?.Ahead?.FirstOrDefault(each => each.Disk == disk)?.Ranges ?? [];
}
