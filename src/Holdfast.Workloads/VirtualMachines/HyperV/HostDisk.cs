using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>Opens images of disks where a host keeps them.</summary>
internal static class HostDisk
{
    /// <param name="file">Path on the host of an image that does not change: of a checkpoint.</param>
    /// <exception cref="IOException">It, or a disk that it was made from, is not there or cannot be read.</exception>
    /// <exception cref="MalformedFileException">It is no VHDX or VHD, or a damaged one.</exception>
    public static IDisk Open(IHyperVHost host, string file)
    {
        var disk = DiskImages.Open(host.Locate(file), new DiskOpening { Parents = new HostParents(host, file) });
        if (disk is not RawDisk) return disk;
        disk.Dispose();
        throw new MalformedFileException(0, "a disk in the format VHDX or VHD", $"neither, in {file}");
    }
}
