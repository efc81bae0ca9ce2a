using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Windows.HyperV;

/// <summary>virtdisk.h. All return an error of winerror.h, 0 for none.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class VirtDisk
{
    [LibraryImport("virtdisk.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial uint OpenVirtualDisk(VirtualStorageType* type, string path, uint access, uint flags, OpenParameters* parameters, out SafeFileHandle disk);

    [LibraryImport("virtdisk.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial uint QueryChangesVirtualDisk(SafeFileHandle disk, string since, ulong offset, ulong length, uint flags, ChangedRange* ranges, uint* count, ulong* processed);
}
