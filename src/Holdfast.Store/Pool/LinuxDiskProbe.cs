namespace Holdfast.Store.Pool;

/// <summary>Asks /proc/self/mountinfo and /sys/dev/block. What cannot be found out is answered as harmless.</summary>
public sealed class LinuxDiskProbe : IDiskProbe
{
    private const int DeepestStack = 8;

    public DiskFacts Examine(string folder)
    {
        if (!OperatingSystem.IsLinux()) return new DiskFacts(IsWindowsRemovable(folder), "", Path.GetPathRoot(Path.GetFullPath(folder)) ?? "", IsCompressed: false);
        var mount = Mount.Of(Resolve(folder));
        if (mount is null) return new DiskFacts(IsRemovable: false, "", "", IsCompressed: false);
        var removable = mount.BlockDevice() is { } device && IsRemovable(device, DeepestStack);
        return new DiskFacts(removable, mount.FileSystem, mount.Device, mount.IsCompressed);
    }

    public DiskSpace Measure(string folder)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"'{folder}' is not there.");
        var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(Path.GetFullPath(folder))! : folder);
        return new DiskSpace(drive.TotalSize, drive.AvailableFreeSpace);
    }

    /// <summary>A partition is as removable as its disk; a mapped device (LUKS, LVM, RAID) as what it stands on.</summary>
    private static bool IsRemovable(DirectoryInfo device, int depth)
    {
        var disk = Path.Exists(Path.Join(device.FullName, "partition")) ? device.Parent! : device;
        if (ReadLine(Path.Join(disk.FullName, "removable")) == "1") return true;
        var below = new DirectoryInfo(Path.Join(disk.FullName, "slaves"));
        if (depth == 0 || !below.Exists) return false;
        foreach (var slave in below.EnumerateFileSystemInfos())
        {
            if (slave.ResolveLinkTarget(returnFinalTarget: true) is DirectoryInfo target && IsRemovable(target, depth - 1)) return true;
        }
        return false;
    }

    private static bool IsWindowsRemovable(string folder) =>
        Path.GetPathRoot(Path.GetFullPath(folder)) is { Length: > 0 } root && new DriveInfo(root).DriveType == DriveType.Removable;

    private static string Resolve(string folder)
    {
        var path = Path.GetFullPath(folder);
        for (var at = new DirectoryInfo(path); at is not null; at = at.Parent)
        {
            if (at.LinkTarget is null) continue;
            var target = at.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
            return Resolve(Path.Join(target, Path.GetRelativePath(at.FullName, path)));
        }
        return path;
    }

    private static string? ReadLine(string path)
    {
        if (!Path.Exists(path)) return null;
        using var reader = new StreamReader(path);
        return reader.ReadLine()?.Trim();
    }
}
