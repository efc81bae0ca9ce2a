using Holdfast.Workloads.Files.Linux;

namespace Holdfast.Workloads.Files;

/// <summary>Opens places to restore files to on this platform.</summary>
public static class FileTargets
{
    /// <summary>Opens a directory for restoring; it is created if absent.</summary>
    /// <exception cref="IOException">It cannot be created or opened.</exception>
    public static IFileTarget Open(string directory, TargetOptions options, IItemNotes notes)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException("Files are written on Linux only.");
        return LinuxFileTarget.Open(directory, options, notes);
    }
}
