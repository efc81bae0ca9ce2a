using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.VirtualMachines.HyperV.Backup;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Windows.HyperV;

/// <summary>Changed blocks by virtdisk.dll, on the host itself. Built, never run on Windows.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class DirectTracking : IChangeTracking
{
    /// <summary>Ranges that one answer may hold.</summary>
    private const int Most = 4096;

    public ChangePage Changes(string file, string since, long offset, long length)
    {
        using var disk = Open(file);
        var ranges = new ChangedRange[Most];
        var count = (uint)Most;
        ulong processed = 0;
        fixed (ChangedRange* first = ranges)
            Check("QueryChangesVirtualDisk", VirtDisk.QueryChangesVirtualDisk(disk, since, (ulong)offset, (ulong)length, 0, first, &count, &processed));
        return new ChangePage((long)Math.Min(processed, long.MaxValue),
            [.. ranges.Take((int)Math.Min(count, Most)).Select(range => new ByteRange((long)Math.Min(range.Offset, long.MaxValue), (long)Math.Min(range.Length, long.MaxValue)))]);
    }

    private static SafeFileHandle Open(string file)
    {
        var type = new VirtualStorageType { Device = VirtualStorageType.Vhdx, Vendor = VirtualStorageType.Microsoft };
        var parameters = new OpenParameters { Version = 1, ReadWriteDepth = 0 };
        Check("OpenVirtualDisk", VirtDisk.OpenVirtualDisk(&type, file, OpenParameters.GetInfo, 0, &parameters, out var disk));
        return disk;
    }

    private static void Check(string call, uint code)
    {
        if (code != 0) throw new ChangeTrackingFailure($"{call} was refused: {Marshal.GetPInvokeErrorMessage((int)code)} ({code})");
    }
}
