using Holdfast.Workloads.Files.Linux;
using Holdfast.Workloads.Files.Portable;

namespace Holdfast.Workloads.Files;

/// <summary>Opens places to restore files to on this platform.</summary>
public static class FileTargets
{
    /// <summary>Opens a directory for restoring; it is created if absent.</summary>
    /// <exception cref="IOException">It cannot be created or opened.</exception>
    public static IFileTarget Open(string directory, TargetOptions options, IItemNotes notes)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return OperatingSystem.IsLinux() ? LinuxFileTarget.Open(directory, options, notes) : PortableFileTarget.Open(directory, options, notes, OperatingSystem.IsWindows());
    }
}
