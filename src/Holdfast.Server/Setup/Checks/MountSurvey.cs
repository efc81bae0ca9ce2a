using Holdfast.Store.Pool;

namespace Holdfast.Server.Setup.Checks;

/// <summary>Finds what is mounted, and under which file system a folder lies or will lie.</summary>
internal static class MountSurvey
{
    private const long SmallestVolume = 1 << 20;

    // What the kernel shows of itself is mounted too, but holds no data.
    private static readonly HashSet<string> unreal = new(StringComparer.OrdinalIgnoreCase)
    {
        "proc", "sysfs", "devtmpfs", "devpts", "cgroup", "cgroup2", "cgroup2fs", "cgroupfs", "securityfs", "debugfs", "tracefs", "pstore", "bpf", "bpf_fs", "mqueue", "hugetlbfs",
        "configfs", "fusectl", "binfmt_misc", "autofs", "nsfs", "squashfs", "efivarfs", "rpc_pipefs", "udev", "sysv", "ramfs", "tmpfs",
    };

    /// <summary>By path; what does not answer, such as a share whose server is gone, is left out.</summary>
    internal static IReadOnlyList<MountFacts> All(IDiskProbe disks)
    {
        var found = new List<MountFacts>();
        foreach (var drive in DriveInfo.GetDrives())
        {
            try
            {
                if (!drive.IsReady || drive.DriveType is DriveType.Ram or DriveType.CDRom || unreal.Contains(drive.DriveFormat) || drive.TotalSize < SmallestVolume) continue;
                // Single files are mounted in containers: they are not volumes.
                if (Directory.Exists(drive.Name)) found.Add(Describe(drive.RootDirectory.FullName, drive.RootDirectory.FullName, drive, disks));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // It does not answer: nothing that a pool could stand on.
                continue;
            }
        }
        return [.. found.OrderBy(mount => mount.Path, StringComparer.Ordinal)];
    }

    /// <summary>The file system of a folder that need not be there yet: that of the nearest one above it.</summary>
    internal static MountFacts Of(string folder, IDiskProbe disks)
    {
        var there = Path.GetFullPath(folder);
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } parent) there = parent;
        try
        {
            return Describe(folder, there, new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(there)! : there), disks);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new MountFacts(folder, "", "", 0, 0);
        }
    }

    private static MountFacts Describe(string shown, string there, DriveInfo drive, IDiskProbe disks)
    {
        var facts = disks.Examine(there);
        var fileSystem = facts.FileSystem.Length > 0 ? facts.FileSystem : drive.DriveFormat;
        // On Windows each folder says for itself whether what comes into it is compressed.
        var isCompressed = facts.IsCompressed || (OperatingSystem.IsWindows() && File.GetAttributes(there).HasFlag(FileAttributes.Compressed));
        return new MountFacts(
            shown, fileSystem, facts.Device, drive.TotalSize, drive.AvailableFreeSpace, facts.IsRemovable, isCompressed,
            drive.DriveType == DriveType.Network || CandidateRule.IsNetwork(fileSystem), ReadOnlyMounts.Hold(there));
    }
}
