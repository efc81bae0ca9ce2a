using Holdfast.Workloads.Files.Linux;
using Holdfast.Workloads.Files.Portable;
using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.Platform;

namespace Holdfast.Workloads.Files;

/// <summary>Opens trees of files on this platform.</summary>
public static class FileSources
{
    /// <summary>
    /// Opens a directory, or a single file (then the root is its directory and only that name is listed). On btrfs a read-only snapshot is taken where
    /// that is permitted, and snapshots left by runs that were killed are removed. On Windows a shadow copy is made.
    /// </summary>
    /// <param name="platform">What this computer gives; null: nothing of Windows.</param>
    /// <exception cref="IOException">Not found, or not readable.</exception>
    public static IFileSource Open(string path, TimeProvider? time = null, IHostPlatform? platform = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var clock = time ?? TimeProvider.System;
        if (platform?.WindowsFiles is not null) return WindowsFileSource.Open(platform, Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), clock);
        return OperatingSystem.IsLinux() ? LinuxFileSource.Open(path, clock) : PortableFileSource.Open(path, clock);
    }
}
