using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.Versioning;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.SystemState.Hosts;
using Holdfast.Workloads.Windows.ShadowCopies;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Windows.SystemState;

/// <summary>The disks of this Windows by their devices. Never run on Windows yet.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class WindowsHostDisks : IHostDisks
{
    private const int MostDisks = 64, MostExtents = 32, ExtentsStart = 8, ExtentLength = 24, GeometryLength = 256, LongestName = 64;

    public IReadOnlyList<HostDisk> List()
    {
        var volumes = Volumes();
        var disks = new List<HostDisk>();
        for (var number = 0; number < MostDisks; number++)
        {
            using var device = Device(PathOf(number), NativeApi.GenericRead);
            if (device.IsInvalid || Ask(device, DiskApi.Geometry, GeometryLength) is not { } geometry) continue;
            if (BinaryPrimitives.ReadInt32LittleEndian(geometry.AsSpan(8)) != DiskApi.FixedMedia) continue;
            disks.Add(new HostDisk(number, BinaryPrimitives.ReadInt64LittleEndian(geometry.AsSpan(24)), BinaryPrimitives.ReadInt32LittleEndian(geometry.AsSpan(20)), [.. volumes.Where(volume => volume.Disk == number).Select(volume => volume.Volume)]));
        }
        return disks;
    }

    public IDisk Open(HostDisk disk) => Opened(PathOf(disk.Number), disk.Length, disk.SectorLength);

    public IDisk OpenCopy(string device, long length, int sectorLength)
    {
        var copy = Opened(device.TrimEnd('\\'), length, sectorLength);
        copy.ReadBehindFileSystem();
        return copy;
    }

    private static List<(int Disk, HostVolume Volume)> Volumes()
    {
        var found = new List<(int, HostVolume)>();
        foreach (var name in VolumeNames())
        {
            using var device = Device(name.TrimEnd('\\'), 0);
            // A drive without a medium, or a volume that is no longer there, lies on no disk.
            if (device.IsInvalid || Ask(device, DiskApi.Extents, ExtentsStart + (MostExtents * ExtentLength)) is not { } extents) continue;
            var count = BinaryPrimitives.ReadInt32LittleEndian(extents);
            for (var index = 0; index < Math.Min(count, MostExtents); index++)
            {
                var extent = extents.AsSpan(ExtentsStart + (index * ExtentLength), ExtentLength);
                found.Add((BinaryPrimitives.ReadInt32LittleEndian(extent), new HostVolume(name, BinaryPrimitives.ReadInt64LittleEndian(extent[8..]), BinaryPrimitives.ReadInt64LittleEndian(extent[16..]), count == 1)));
            }
        }
        return found;
    }

    private static List<string> VolumeNames()
    {
        var names = new List<string>();
        var name = stackalloc char[LongestName];
        var search = DiskApi.FindFirstVolume(name, LongestName);
        if (search == DiskApi.InvalidHandle) throw new IOException($"The volumes of this computer cannot be listed: {new Win32Exception().Message}");
        try
        {
            do names.Add(new string(name));
            while (DiskApi.FindNextVolume(search, name, LongestName) != 0);
        }
        finally
        {
            DiskApi.FindVolumeClose(search);
        }
        return names;
    }

    private static DeviceDisk Opened(string path, long length, int sectorLength)
    {
        BackupRights.Enable();
        var device = Device(path, NativeApi.GenericRead);
        if (!device.IsInvalid) return new DeviceDisk(device, length, sectorLength);
        var reason = new Win32Exception();
        device.Dispose();
        throw new IOException($"{path} cannot be opened: {reason.Message}", reason);
    }

    private static SafeFileHandle Device(string path, uint access) => NativeApi.CreateFile(path, access, NativeApi.ShareAll, 0, NativeApi.OpenExisting, NativeApi.BackupSemantics, 0);

    /// <summary>Null where the device does not answer.</summary>
    private static byte[]? Ask(SafeFileHandle device, uint code, int length)
    {
        var answer = new byte[length];
        uint returned;
        fixed (byte* output = answer) return DiskApi.DeviceIoControl(device, code, null, 0, output, (uint)length, &returned, 0) != 0 ? answer : null;
    }

    private static string PathOf(int number) => $@"\\.\PhysicalDrive{number}";
}
