using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Windows.SystemState;

/// <summary>What is needed of kernel32.dll for disks, with codes and sizes of winioctl.h.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class DiskApi
{
    /// <summary>IOCTL_DISK_GET_DRIVE_GEOMETRY_EX: media type at 8, bytes of a sector at 20, bytes of the disk at 24.</summary>
    public const uint Geometry = 0x000700A0;

    /// <summary>IOCTL_VOLUME_GET_VOLUME_DISK_EXTENTS: their number at 0, each of 24 bytes from 8 on: disk at 0, first byte at 8, length at 16.</summary>
    public const uint Extents = 0x00560000;

    /// <summary>FSCTL_ALLOW_EXTENDED_DASD_IO: sectors behind the end of the file system can be read, such as the copy of NTFS's boot sector in the last one of its partition.</summary>
    public const uint BehindFileSystem = 0x00090083;

    /// <summary>MEDIA_TYPE.</summary>
    public const int FixedMedia = 12;

    public const nint InvalidHandle = -1;

    [LibraryImport("kernel32.dll", SetLastError = true)]
    public static partial int DeviceIoControl(SafeFileHandle device, uint code, void* input, uint inputLength, void* output, uint outputLength, uint* returned, nint overlapped);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    public static partial int ReadFile(SafeFileHandle device, byte* buffer, uint length, uint* read, NativeOverlapped* place);

    [LibraryImport("kernel32.dll", EntryPoint = "FindFirstVolumeW", SetLastError = true)]
    public static partial nint FindFirstVolume(char* name, uint length);

    [LibraryImport("kernel32.dll", EntryPoint = "FindNextVolumeW", SetLastError = true)]
    public static partial int FindNextVolume(nint search, char* name, uint length);

    [LibraryImport("kernel32.dll")]
    public static partial int FindVolumeClose(nint search);
}
