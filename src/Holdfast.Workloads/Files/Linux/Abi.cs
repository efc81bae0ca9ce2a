using System.Runtime.InteropServices;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>
/// The numbers of the Linux user-space interface, x86-64 and arm64. The two differ in syscall numbers and in four open flags; all else is shared.
/// Source: the kernel's uapi headers (asm/unistd, asm/fcntl, linux/fs.h, linux/stat.h, linux/btrfs.h).
/// </summary>
internal static class Abi
{
    private static readonly bool Arm = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => false,
        Architecture.Arm64 => true,
        var other => throw new PlatformNotSupportedException($"Files are supported on x86-64 and arm64, not on {other}."),
    };

    public static readonly nint SysGetdents64 = Arm ? 61 : 217;
    public static readonly nint SysRenameat2 = Arm ? 276 : 316;
    public const nint SysOpenat2 = 437;

    public static readonly int O_DIRECTORY = Arm ? 0x4000 : 0x10000;
    public static readonly int O_NOFOLLOW = Arm ? 0x8000 : 0x20000;
    public const int O_RDONLY = 0, O_WRONLY = 1, O_RDWR = 2;
    public const int O_CREAT = 0x40, O_EXCL = 0x80, O_NONBLOCK = 0x800, O_NOATIME = 0x40000, O_CLOEXEC = 0x80000, O_PATH = 0x200000;

    public const int AT_FDCWD = -100;
    public const int AT_SYMLINK_NOFOLLOW = 0x100, AT_REMOVEDIR = 0x200, AT_EACCESS = 0x200, AT_NO_AUTOMOUNT = 0x800, AT_EMPTY_PATH = 0x1000,
        AT_STATX_DONT_SYNC = 0x4000;

    public const uint STATX_BASIC_STATS = 0x7ff, STATX_BTIME = 0x800;
    public const ulong STATX_ATTR_AUTOMOUNT = 0x1000, STATX_ATTR_MOUNT_ROOT = 0x2000;

    public const uint S_IFMT = 0xf000, S_IFSOCK = 0xc000, S_IFLNK = 0xa000, S_IFREG = 0x8000, S_IFBLK = 0x6000, S_IFDIR = 0x4000, S_IFCHR = 0x2000,
        S_IFIFO = 0x1000;
    public const uint S_ISUID = 0x800, S_ISGID = 0x400;

    public const int R_OK = 4, X_OK = 1;
    public const int SEEK_SET = 0, SEEK_DATA = 3, SEEK_HOLE = 4;
    public const int LOCK_SH = 1, LOCK_EX = 2, LOCK_NB = 4, LOCK_UN = 8;
    public const int POSIX_FADV_SEQUENTIAL = 2;
    public const ulong RESOLVE_NO_MAGICLINKS = 2, RESOLVE_NO_SYMLINKS = 4, RESOLVE_BENEATH = 8;
    public const uint RENAME_NOREPLACE = 1;

    public const nuint FS_IOC_GETFLAGS = 0x80086601, FS_IOC_SETFLAGS = 0x40086602;
    public const nuint BTRFS_IOC_SNAP_DESTROY = 0x5000940f, BTRFS_IOC_SNAP_CREATE_V2 = 0x50009417;
    public const ulong BTRFS_SUBVOL_RDONLY = 2;
    public const long BTRFS_SUPER_MAGIC = 0x9123683e;

    /// <summary>Inode of every subvolume's top directory, and of the empty directory that stands for a nested subvolume inside a snapshot.</summary>
    public const ulong BTRFS_SUBVOLUME_INODE = 256, BTRFS_EMPTY_SUBVOLUME_INODE = 2;

    /// <summary>dev_t as glibc and musl encode it.</summary>
    public static ulong MakeDevice(uint major, uint minor) =>
        ((ulong)(major & 0xfffff000) << 32) | ((ulong)(major & 0xfff) << 8) | ((ulong)(minor & 0xffffff00) << 12) | (minor & 0xff);
}
