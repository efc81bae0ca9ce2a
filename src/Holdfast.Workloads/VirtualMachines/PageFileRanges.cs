using System.Globalization;
using Holdfast.Format.Items;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>
/// Finds page and hibernation files of Windows, and swap partitions of Linux, inside a disk: a guest makes their content anew when it starts. Where a file system cannot be read, nothing of it is
/// left out.
/// </summary>
internal static class PageFileRanges
{
    /// <summary>The first bytes of a swap partition say what it is, and by which id the guest mounts it.</summary>
    private const long SwapHeader = 64 << 10;

    private static readonly string[] names = ["pagefile.sys", "hiberfil.sys", "swapfile.sys"];

    /// <param name="name">Of the disk.</param>
    /// <param name="disk">Read as far as finding the files needs it.</param>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    public static PageFiles Find(string name, IDisk disk)
    {
        var files = new List<ExcludedFile>();
        var ranges = new List<ByteRange>();
        foreach (var volume in Volumes(disk))
        {
            var number = volume.Number.ToString(CultureInfo.InvariantCulture);
            if (volume.FileSystem == "swap" && volume.Length > SwapHeader)
            {
                var range = new ByteRange(volume.Offset + SwapHeader, volume.Length - SwapHeader);
                ranges.Add(range);
                files.Add(new ExcludedFile(name, number, range.Length, [range]));
            }
            else if (volume is { FileSystem: "ntfs", Files: { } system })
            {
                foreach (var file in names)
                {
                    var found = Where(system, file, volume).ToList();
                    if (found.Count == 0) continue;
                    ranges.AddRange(found);
                    files.Add(new ExcludedFile(name, $"{number}/{file}", found.Sum(range => range.Length), Cover(found)));
                }
            }
        }
        return new PageFiles(files, RangeList.Of(ranges, disk.Length));
    }

    private static IReadOnlyList<ByteRange> Cover(List<ByteRange> ranges)
    {
        var cover = new RangeList(ExcludedFile.MostCover);
        foreach (var range in ranges.OrderBy(range => range.Offset)) cover.Add(range);
        return cover.Ranges;
    }

    private static IReadOnlyList<DiskVolume> Volumes(IDisk disk)
    {
        try
        {
            return DiskFiles.Open(disk).Volumes;
        }
        catch (MalformedFileException)
        {
            return []; // a disk without a table that can be read is kept as it is
        }
    }

    private static IEnumerable<ByteRange> Where(IFileSystem files, string name, DiskVolume volume)
    {
        try
        {
            return files.Find(files.Root, name) is not { Kind: ItemKind.File } entry ? []
                : [.. files.Where(entry).Where(range => range.Length > 0 && range.End <= volume.Length).Select(range => range with { Offset = volume.Offset + range.Offset })];
        }
        catch (Exception error) when (error is MalformedFileException or NotSupportedException)
        {
            return []; // a damaged file system is kept as it is
        }
    }
}
