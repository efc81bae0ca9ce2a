using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Store.Durability;

/// <summary>
/// Makes bytes and names survive power loss. Owns fsync because .NET 10 on Linux reports success when it failed, and directory fsync
/// because .NET has none. On Windows FlushFileBuffers through .NET is sound and directories need no flush.
/// </summary>
public static class DurableFile
{
    /// <exception cref="DurabilityException">The data may be lost: fail the work, never retry on the same file.</exception>
    public static void Sync(SafeFileHandle file, string path)
    {
        if (OperatingSystem.IsWindows())
        {
#pragma warning disable RS0030 // on Windows the runtime does report the failure
            RandomAccess.FlushToDisk(file);
#pragma warning restore RS0030
            return;
        }
        if (Libc.FSync(file) != 0) throw Failure("fsync", path);
    }

    /// <summary>Makes creations, renames and removals in a directory durable.</summary>
    public static void SyncDirectory(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Libc.Open(path, Libc.OpenReadOnly | DirectoryFlag | Libc.OpenCloseOnExec);
        if (descriptor < 0) throw Failure("open", path);
        var failed = Libc.FSync(descriptor) != 0;
        var errno = Marshal.GetLastPInvokeError();
        _ = Libc.Close(descriptor);
        if (failed) throw new DurabilityException("fsync", path, errno);
    }

    /// <summary>Gives a finished, synced temporary file its name, replacing what had it; durable on return.</summary>
    public static void Replace(string temporary, string final)
    {
        if (OperatingSystem.IsWindows()) System.IO.Directory.Move(temporary, final);
        else if (Libc.Rename(temporary, final) != 0) throw Failure("rename", final);
        SyncDirectory(Path.GetDirectoryName(final)!);
    }

    /// <summary>A second name for a finished, synced file; false where that name is taken. Not durable before its directory is synced.</summary>
    public static bool TryLink(string existing, string created)
    {
        if (OperatingSystem.IsWindows()) return TryMove(existing, created);
        if (Libc.Link(existing, created) == 0) return true;
        if (Marshal.GetLastPInvokeError() == DurabilityException.Exists) return false;
        throw Failure("link", created);
    }

    /// <summary>Makes one directory that only its owner can enter; false where it is there. Not durable before its parent is synced.</summary>
    public static bool MakeDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            if (Directory.Exists(path)) return false;
            Directory.CreateDirectory(path);
            return true;
        }
        if (Libc.MakeDirectory(path, 0b111_000_000) == 0) return true;
        if (Marshal.GetLastPInvokeError() == DurabilityException.Exists) return false;
        throw Failure("mkdir", path);
    }

    /// <summary>Makes a directory and those above it that are missing; durable on return.</summary>
    public static void MakeDirectories(string path)
    {
        if (Directory.Exists(path)) return;
        var parent = Path.GetDirectoryName(path);
        if (parent is not null) MakeDirectories(parent);
        if (MakeDirectory(path) && parent is not null) SyncDirectory(parent);
    }

    /// <summary>Takes a file's advisory lock for as long as the handle is open; null where another process (or this one) holds it.</summary>
    public static SafeFileHandle? TryLock(string path)
    {
        if (OperatingSystem.IsWindows()) return TryOpenAlone(path);
        // A handle for reading is enough, and lets a disk be read-only; some network file systems want one for writing.
        foreach (var access in new[] { Libc.OpenReadOnly, Libc.OpenReadWrite })
        {
            var descriptor = Libc.Open(path, access | Libc.OpenCreate | Libc.OpenCloseOnExec, 0b110_000_000);
            if (descriptor < 0) throw Failure("open", path);
            var file = new SafeFileHandle(descriptor, ownsHandle: true);
            if (Libc.FLock(file, Libc.LockExclusive | Libc.LockNonBlocking) == 0) return file;
            var errno = Marshal.GetLastPInvokeError();
            file.Dispose();
            if (errno == DurabilityException.WouldBlock) return null;
            if (errno != DurabilityException.BadHandle || access == Libc.OpenReadWrite) throw new DurabilityException("lock", path, errno);
        }
        return null;
    }

    /// <summary>Changes the length of a file; what it gains takes room on the disk at once, so that a full disk is noticed here.</summary>
    public static void Resize(SafeFileHandle file, string path, long length)
    {
        var present = RandomAccess.GetLength(file);
        if (length > present && !OperatingSystem.IsWindows())
        {
            var errno = Libc.PosixFAllocate(file, present, length - present);
            if (errno != 0) throw new DurabilityException("allocate", path, errno);
        }
        Cut(file, path, length);
    }

    /// <summary>Sets the length of a file; what it gains reads as zeros and may take no room.</summary>
    public static void Cut(SafeFileHandle file, string path, long length)
    {
        try
        {
            RandomAccess.SetLength(file, length);
        }
        catch (IOException error)
        {
            throw new DurabilityException("truncate", path, ErrnoOf(error));
        }
    }

    /// <summary>Writes a small file atomically: temporary name, write, fsync, rename, directory fsync.</summary>
    public static void WriteAtomically(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + ".tmp";
        using (var file = OpenNew(temporary, replace: true))
        {
            WriteAt(file, temporary, content, 0);
            Sync(file, temporary);
        }
        Replace(temporary, path);
    }

    /// <summary>Opens a file for reading and writing, made where it is not there; only its owner can read it.</summary>
    public static SafeFileHandle OpenOrCreate(string path)
    {
#pragma warning disable RS0030 // this type is the seam behind which the engine sees files
        var file = System.IO.File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
#pragma warning restore RS0030
        return file;
    }

    /// <summary>Creates a file that only its owner can read.</summary>
    public static SafeFileHandle OpenNew(string path, bool replace = false)
    {
#pragma warning disable RS0030 // this type is the seam behind which the engine sees files
        var file = System.IO.File.OpenHandle(path, replace ? FileMode.Create : FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
#pragma warning restore RS0030
        return file;
    }

    public static SafeFileHandle OpenRead(string path)
    {
#pragma warning disable RS0030 // this type is the seam behind which the engine sees files
        return System.IO.File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
#pragma warning restore RS0030
    }

    /// <summary>The whole content of a small file.</summary>
    /// <exception cref="IOException">Longer than <paramref name="limit"/> bytes.</exception>
    public static byte[] ReadAll(string path, long limit = 64 << 20)
    {
        using var file = OpenRead(path);
        var length = RandomAccess.GetLength(file);
        if (length > limit) throw new IOException($"'{path}' has {length} bytes where at most {limit} are expected.");
        var content = new byte[length];
        var filled = 0;
        while (filled < content.Length)
        {
            var read = RandomAccess.Read(file, content.AsSpan(filled), filled);
            if (read == 0) throw new EndOfStreamException($"'{path}' ended after {filled} of {length} bytes.");
            filled += read;
        }
        return content;
    }

    private const int LargestWrite = 1 << 20;

    /// <summary>Writes all of <paramref name="bytes"/>; .NET reports a full disk as an <see cref="IOException"/>, which becomes the typed one.</summary>
    public static void WriteAt(SafeFileHandle file, string path, ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            // A write of many MiB at once makes the kernel look for memory in one piece: on ext4 it cost three to five times the processor time.
            while (bytes.Length > LargestWrite)
            {
                RandomAccess.Write(file, bytes[..LargestWrite], offset);
                offset += LargestWrite;
                bytes = bytes[LargestWrite..];
            }
            RandomAccess.Write(file, bytes, offset);
        }
        catch (IOException error) when (error is not DurabilityException)
        {
            throw new DurabilityException("write", path, ErrnoOf(error));
        }
    }

    public static void Remove(string path) => TryRemove(path);

    /// <summary>Removes a file; false where it was not there. Not durable before its directory is synced.</summary>
    public static bool TryRemove(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            var there = Path.Exists(path);
            new FileInfo(path).Delete();
            return there;
        }
        if (Libc.Unlink(path) == 0) return true;
        return Marshal.GetLastPInvokeError() == DurabilityException.NotFound ? false : throw Failure("unlink", path);
    }

    internal static DurabilityException Failure(string operation, string path) => new(operation, path, Marshal.GetLastPInvokeError());

    /// <summary>.NET keeps errno in the low bits of HResult for Unix I/O errors; a full disk has a Windows code of its own.</summary>
    internal static int ErrnoOf(IOException error)
    {
        const int diskFull = unchecked((int)0x80070070);
        return error.HResult == diskFull ? DurabilityException.NoSpace : error.HResult & 0xFFFF;
    }

    private static bool TryMove(string existing, string created)
    {
        try
        {
            new FileInfo(existing).MoveTo(created, overwrite: false);
            return true;
        }
        catch (IOException) when (Path.Exists(created))
        {
            return false;
        }
    }

    private static SafeFileHandle? TryOpenAlone(string path)
    {
        const int sharingViolation = unchecked((int)0x80070020);
        try
        {
#pragma warning disable RS0030 // this type is the seam behind which the engine sees files
            return System.IO.File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
#pragma warning restore RS0030
        }
        catch (IOException error) when (error.HResult == sharingViolation)
        {
            return null;
        }
    }

    private static readonly int DirectoryFlag = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x4000 : Libc.OpenDirectory;
}
