namespace Holdfast.Workloads.Files.Linux;

/// <summary>chattr flags (FS_IOC_GETFLAGS). Only directories and regular files have them.</summary>
internal static unsafe class InodeFlags
{
    public const uint Immutable = 0x10, Append = 0x20, NoCopyOnWrite = 0x800000;

    /// <summary>What may be set from outside: the kernel's FS_FL_USER_MODIFIABLE and what ext4 (j), btrfs (m, C) and project quotas (P) add.</summary>
    public const uint Settable = 0x000380ff | 0x4000 | 0x400 | NoCopyOnWrite | 0x20000000;

    /// <summary>Flags that forbid further changes, thus come last.</summary>
    public const uint Sealing = Immutable | Append;

    /// <returns>0 or the error number; file systems without flags count as flags 0.</returns>
    public static int Read(int fd, out uint flags)
    {
        // The kernel writes an int although the request's size says long.
        ulong value = 0;
        flags = 0;
        if (Libc.ioctl(fd, Abi.FS_IOC_GETFLAGS, &value) == 0)
        {
            flags = (uint)(value & uint.MaxValue);
            return 0;
        }
        var errno = Errno.Last;
        return AreUnsupported(errno) ? 0 : errno;
    }

    /// <summary>Sets the settable flags, and leaves the others.</summary>
    /// <param name="fd">An open file or directory.</param>
    /// <param name="wanted">Recorded flags.</param>
    /// <param name="refused">Settable flags that were wanted and are not set.</param>
    /// <returns>0 or the first error number.</returns>
    public static int Write(int fd, uint wanted, out uint refused)
    {
        wanted &= Settable;
        refused = 0;
        ulong value = 0;
        if (Libc.ioctl(fd, Abi.FS_IOC_GETFLAGS, &value) != 0)
        {
            var errno = Errno.Last;
            if (wanted == 0 && AreUnsupported(errno)) return 0;
            refused = wanted;
            return errno;
        }
        var present = (uint)(value & uint.MaxValue);
        if ((present & Settable) == wanted) return 0;
        if (Set(fd, (present & ~Settable) | wanted) == 0) return 0;
        return WriteOneByOne(fd, present, wanted, out refused);
    }

    private static int WriteOneByOne(int fd, uint present, uint wanted, out uint refused)
    {
        var first = 0;
        refused = 0;
        for (var bit = 1u; bit != 0; bit <<= 1)
        {
            if (((present ^ wanted) & Settable & bit) == 0 || (bit & Sealing) != 0) continue;
            var errno = Set(fd, present ^ bit);
            if (errno == 0) present ^= bit;
            else (refused, first) = (refused | (wanted & bit), first == 0 ? errno : first);
        }
        var sealing = (present ^ wanted) & Sealing;
        if (sealing == 0) return refused == 0 ? 0 : first;
        var last = Set(fd, present ^ sealing);
        if (last != 0) (refused, first) = (refused | (wanted & sealing), first == 0 ? last : first);
        return refused == 0 ? 0 : first;
    }

    private static int Set(int fd, uint flags)
    {
        ulong value = flags;
        return Libc.ioctl(fd, Abi.FS_IOC_SETFLAGS, &value) == 0 ? 0 : Errno.Last;
    }

    private static bool AreUnsupported(int errno) => errno is Errno.ENOTTY or Errno.EOPNOTSUPP or Errno.EINVAL or Errno.ENOSYS;
}
