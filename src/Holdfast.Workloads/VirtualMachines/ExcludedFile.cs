using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>A file inside a disk whose content the point leaves out: the guest makes it anew.</summary>
/// <param name="Disk">Name of the disk.</param>
/// <param name="Path">Number of the partition and the path on it, such as 2/pagefile.sys; the number alone for a whole partition.</param>
/// <param name="Length">Bytes that are zeros in the point.</param>
/// <param name="Cover">Where on the disk: all of it and perhaps more, ascending, apart, at most <see cref="MostCover"/>. The next backup reads of it what is not left out any more, for nobody tracks that.</param>
internal sealed record ExcludedFile(string Disk, string Path, long Length, IReadOnlyList<ByteRange> Cover)
{
    public const int MostCover = 64;
}
