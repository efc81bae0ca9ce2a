using System.Runtime.InteropServices;
using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Files.Linux;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.SqlServer.Backup;

/// <summary>Makes files and their names survive a power failure. The runtime on Linux reports success where fsync failed, so it is called here.</summary>
public static unsafe partial class DurableFile
{
    /// <summary>Has what was written to a file reach the disk.</summary>
    /// <exception cref="WorkloadException">The bytes may be lost: they must not be acknowledged.</exception>
    public static void Sync(SafeFileHandle file, string path)
    {
        if (OperatingSystem.IsWindows())
        {
#pragma warning disable RS0030 // on Windows the runtime does report the failure
            RandomAccess.FlushToDisk(file);
#pragma warning restore RS0030
            return;
        }
        if (FSync(file) != 0) throw Failure("make durable", path);
    }

    /// <summary>Makes a directory's names durable. Windows does that by itself.</summary>
    public static void SyncDirectory(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            var descriptor = Libc.openat(Abi.AT_FDCWD, name, Abi.O_RDONLY | Abi.O_DIRECTORY | Abi.O_CLOEXEC, 0);
            if (descriptor < 0) throw Failure("open", path);
            using var directory = new SafeFileHandle(descriptor, ownsHandle: true);
            if (FSync(directory) != 0) throw Failure("make durable", path);
        }
    }

    /// <summary>Writes a small file beside its name and gives it the name; durable on return.</summary>
    public static void WriteAtomically(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + ".new";
        using (var file = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, content, 0);
            Sync(file, temporary);
        }
        File.Move(temporary, path, overwrite: true);
        SyncDirectory(Path.GetDirectoryName(path)!);
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle file);

    private static WorkloadException Failure(string what, string path) =>
        new(WorkloadFault.NotHere, $"Could not {what} {path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.", "Check the disk that holds it.");
}
