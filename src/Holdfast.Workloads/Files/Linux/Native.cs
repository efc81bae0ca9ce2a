using System.Text;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>Single system calls in a form fit for use: spans for pointers, error numbers for -1, interruptions repeated.</summary>
internal static unsafe class Native
{
    public const uint StatMask = Abi.STATX_BASIC_STATS | Abi.STATX_BTIME;

    /// <summary>Closing a handle that was only read from: nothing depends on the outcome.</summary>
    public static void Close(int fd) => _ = Libc.close(fd);

    /// <returns>The handle, or the negated error number.</returns>
    public static int Open(int directory, byte* name, int flags, uint mode = 0)
    {
        while (true)
        {
            var fd = Libc.openat(directory, name, flags | Abi.O_CLOEXEC, mode);
            if (fd >= 0) return fd;
            var errno = Errno.Last;
            if (errno != Errno.EINTR) return -errno;
        }
    }

    /// <returns>The handle, or the negated error number.</returns>
    public static int Open(int directory, ReadOnlySpan<byte> name, int flags, uint mode = 0)
    {
        if (name.Length > NativeName.Longest) return -Errno.ENAMETOOLONG;
        var native = NativeName.From(name);
        return Open(directory, (byte*)&native, flags, mode);
    }

    /// <returns>The handle, or the negated error number.</returns>
    public static int OpenPath(string path, int flags)
    {
        var bytes = Encoding.UTF8.GetBytes(path + '\0');
        fixed (byte* p = bytes) return Open(Abi.AT_FDCWD, p, flags);
    }

    /// <returns>0 or the error number.</returns>
    public static int Stat(int directory, ReadOnlySpan<byte> name, out Statx stat)
    {
        fixed (Statx* s = &stat)
        {
            if (name.Length > NativeName.Longest)
            {
                stat = default;
                return Errno.ENAMETOOLONG;
            }
            var native = NativeName.From(name);
            return Libc.statx(directory, (byte*)&native, Abi.AT_SYMLINK_NOFOLLOW | Abi.AT_NO_AUTOMOUNT, StatMask, s) == 0 ? 0 : Errno.Last;
        }
    }

    /// <returns>0 or the error number.</returns>
    public static int StatHandle(int fd, out Statx stat)
    {
        byte empty = 0;
        fixed (Statx* s = &stat) return Libc.statx(fd, &empty, Abi.AT_EMPTY_PATH, StatMask, s) == 0 ? 0 : Errno.Last;
    }

    /// <returns>0 or the error number.</returns>
    public static int StatPath(string path, bool follow, out Statx stat)
    {
        var bytes = Encoding.UTF8.GetBytes(path + '\0');
        fixed (byte* p = bytes)
        fixed (Statx* s = &stat)
            return Libc.statx(Abi.AT_FDCWD, p, follow ? 0 : Abi.AT_SYMLINK_NOFOLLOW, StatMask, s) == 0 ? 0 : Errno.Last;
    }

    /// <summary>Target of a symbolic link; null with the error number where it cannot be read.</summary>
    public static byte[]? ReadLink(int directory, ReadOnlySpan<byte> name, out int errno)
    {
        errno = Errno.ENAMETOOLONG;
        if (name.Length > NativeName.Longest) return null;
        var native = NativeName.From(name);
        Span<byte> buffer = stackalloc byte[4096];
        fixed (byte* b = buffer)
        {
            var length = Libc.readlinkat(directory, (byte*)&native, b, (nuint)buffer.Length);
            errno = length < 0 ? Errno.Last : 0;
            return length < 0 ? null : buffer[..(int)length].ToArray();
        }
    }

    /// <summary>Bytes read, less than asked for only at the end; or the negated error number.</summary>
    public static int Read(int fd, Span<byte> buffer, long offset)
    {
        var done = 0;
        fixed (byte* b = buffer)
        {
            while (done < buffer.Length)
            {
                var got = Libc.pread(fd, b + done, (nuint)(buffer.Length - done), offset + done);
                if (got == 0) break;
                if (got > 0) done += (int)got;
                else if (Errno.Last is var errno && errno != Errno.EINTR) return -errno;
            }
        }
        return done;
    }

    /// <returns>0 or the error number.</returns>
    public static int Write(int fd, ReadOnlySpan<byte> content, long offset)
    {
        var done = 0;
        fixed (byte* b = content)
        {
            while (done < content.Length)
            {
                var put = Libc.pwrite(fd, b + done, (nuint)(content.Length - done), offset + done);
                if (put > 0) done += (int)put;
                else if (put == 0) return Errno.EIO;
                else if (Errno.Last is var errno && errno != Errno.EINTR) return errno;
            }
        }
        return 0;
    }

    public static bool IsOnBtrfs(int fd)
    {
        var buffer = stackalloc long[32];
        return Libc.fstatfs(fd, buffer) == 0 && buffer[0] == Abi.BTRFS_SUPER_MAGIC;
    }
}
