using Holdfast.Workloads.Files.Linux;
using Holdfast.Workloads.Files.Portable;
using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.Platform;

namespace Holdfast.Workloads.Files;

/// <summary>Opens places to restore files to on this platform.</summary>
public static class FileTargets
{
    /// <summary>Opens a directory for restoring; it is created if absent.</summary>
    /// <exception cref="IOException">It cannot be created or opened.</exception>
    /// <param name="platform">What this computer gives; null: nothing of Windows.</param>
    public static IFileTarget Open(string directory, TargetOptions options, IItemNotes notes, IHostPlatform? platform = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var windows = platform?.WindowsFiles is { } api ? new WindowsRestore(api, options.Security) : null;
        return OperatingSystem.IsLinux() ? LinuxFileTarget.Open(directory, options, notes) : PortableFileTarget.Open(directory, options, notes, OperatingSystem.IsWindows(), windows);
    }
}
