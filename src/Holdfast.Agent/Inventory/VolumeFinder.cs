using Holdfast.Contracts.Agent;

namespace Holdfast.Agent.Inventory;

/// <summary>Mounted volumes that hold data, with their sizes.</summary>
public sealed class VolumeFinder : IProtectableFinder
{
    private const long SmallestVolume = 1 << 20;

    // What the kernel shows of itself is mounted too, but is no data.
    private static readonly HashSet<string> unreal = new(StringComparer.OrdinalIgnoreCase)
    {
        "proc", "sysfs", "devtmpfs", "devpts", "tmpfs", "ramfs", "cgroup", "cgroup2", "cgroup2fs", "cgroupfs", "securityfs", "debugfs", "tracefs", "pstore", "bpf", "bpf_fs",
        "mqueue", "hugetlbfs", "configfs", "fusectl", "binfmt_misc", "autofs", "nsfs", "squashfs", "efivarfs", "rpc_pipefs", "udev", "sysv",
    };

    public IEnumerable<Protectable> Find(CancellationToken cancellation)
    {
        foreach (var drive in DriveInfo.GetDrives())
        {
            cancellation.ThrowIfCancellationRequested();
            if (Look(drive) is { } volume) yield return volume;
        }
    }

    private static Protectable? Look(DriveInfo drive)
    {
        try
        {
            if (!drive.IsReady || drive.DriveType is DriveType.Ram or DriveType.CDRom || unreal.Contains(drive.DriveFormat) || drive.TotalSize < SmallestVolume) return null;
            // Single files are mounted in containers: they are not volumes.
            if (!Directory.Exists(drive.Name)) return null;
            var name = OperatingSystem.IsWindows() && drive.VolumeLabel.Length > 0 ? $"{drive.VolumeLabel} ({drive.Name})" : drive.Name;
            return new Protectable
            {
                Kind = "volume", Path = drive.RootDirectory.FullName, Name = name, FileSystem = drive.DriveFormat, Size = drive.TotalSize, Used = drive.TotalSize - drive.TotalFreeSpace,
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null; // a mount that does not answer, such as a network share that is gone
        }
    }
}
