using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>
/// A read-only snapshot of the subvolume that holds a directory, placed in the subvolume's own top directory. Its owner holds a shared lock on it for as
/// long as it lives, so the next run tells a leftover from a snapshot in use, also across containers.
/// </summary>
internal sealed unsafe class BtrfsSnapshot : IDisposable
{
    private const string NamePrefix = ".holdfast-snapshot-";
    private const int CapSysAdmin = 21;
    private static readonly int OpenFlags = Abi.O_RDONLY | Abi.O_DIRECTORY | Abi.O_NOFOLLOW | Abi.O_NONBLOCK;

    private readonly int subvolume;
    private readonly int top;
    private readonly byte[] name;

    private BtrfsSnapshot(int subvolume, int top, byte[] name, int root)
    {
        this.subvolume = subvolume;
        this.top = top;
        this.name = name;
        Root = root;
    }

    /// <summary>The directory asked for, inside the snapshot; the caller closes it.</summary>
    public int Root { get; }

    public static bool IsSnapshotName(ReadOnlySpan<byte> name) => name.StartsWith(".holdfast-snapshot-"u8);

    /// <summary>Takes a snapshot.</summary>
    /// <param name="live">The directory in the live tree.</param>
    /// <param name="refusal">Why there is none, where the file system is btrfs; null on other file systems.</param>
    public static BtrfsSnapshot? Take(int live, out string? refusal)
    {
        refusal = null;
        if (!Native.IsOnBtrfs(live)) return null;
        if (!MayAdministrate())
        {
            refusal = "a snapshot needs CAP_SYS_ADMIN, also to be removed again";
            return null;
        }
        var subvolume = OpenSubvolume(live, out refusal);
        if (subvolume < 0) return null;
        var snapshot = Take(live, subvolume, out refusal);
        if (snapshot is null) Native.Close(subvolume);
        return snapshot;
    }

    /// <summary>Removes the snapshot. Where that fails (the file system turned read-only), the next run removes it.</summary>
    public void Dispose()
    {
        Destroy(subvolume, name);
        Native.Close(top);
        Native.Close(subvolume);
    }

    private static BtrfsSnapshot? Take(int live, int subvolume, out string? refusal)
    {
        refusal = null;
        var inside = PathInside(live, subvolume);
        if (inside is null)
        {
            refusal = "its place in the subvolume cannot be told";
            return null;
        }
        var name = Encoding.ASCII.GetBytes(NamePrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        // Creating and locking is one step as seen by a run that looks for leftovers, because it takes the same lock.
        var locked = LockBriefly(subvolume);
        if (locked) RemoveLeftovers(subvolume);
        var errno = Create(subvolume, name);
        var top = errno == 0 ? Native.Open(subvolume, name, OpenFlags) : -errno;
        if (top >= 0) _ = Libc.flock(top, Abi.LOCK_SH | Abi.LOCK_NB);
        if (locked) _ = Libc.flock(subvolume, Abi.LOCK_UN);
        if (top < 0)
        {
            refusal = Errno.Text(-top);
            return null;
        }
        var root = OpenInside(top, inside, live);
        if (root >= 0) return new BtrfsSnapshot(subvolume, top, name, root);
        refusal = Errno.Text(-root);
        Destroy(subvolume, name);
        Native.Close(top);
        return null;
    }

    // Climbs to inode 256. A bind mount of a part of a subvolume hides its top: then there is no snapshot.
    private static int OpenSubvolume(int live, out string? refusal)
    {
        refusal = null;
        var fd = Native.Open(live, "."u8, OpenFlags);
        while (fd >= 0)
        {
            var errno = Native.StatHandle(fd, out var stat);
            if (errno == 0 && stat.Inode == Abi.BTRFS_SUBVOLUME_INODE) return fd;
            if (errno == 0 && stat.IsMountRoot) errno = Errno.EXDEV;
            var next = errno == 0 ? Native.Open(fd, ".."u8, OpenFlags) : -errno;
            Native.Close(fd);
            fd = next;
        }
        refusal = -fd == Errno.EXDEV ? "only a part of the subvolume is mounted" : Errno.Text(-fd);
        return fd;
    }

    private static byte[]? PathInside(int live, int subvolume)
    {
        var whole = PathOf(live);
        var top = PathOf(subvolume);
        if (whole is null || top is null || !whole.AsSpan().StartsWith(top)) return null;
        return whole.AsSpan(top.Length).TrimStart((byte)'/').ToArray();
    }

    /// <summary>The absolute path of an open directory, as raw bytes.</summary>
    public static byte[]? PathOf(int fd)
    {
        var link = stackalloc byte[NativeName.ProcPathCapacity];
        NativeName.WriteProcPath(new Span<byte>(link, NativeName.ProcPathCapacity), fd, default);
        var buffer = stackalloc byte[4096];
        var length = Libc.readlinkat(Abi.AT_FDCWD, link, buffer, 4096);
        return length <= 0 ? null : new ReadOnlySpan<byte>(buffer, (int)length).ToArray();
    }

    // The inode proves that the path led to the same directory.
    private static int OpenInside(int top, ReadOnlySpan<byte> path, int live)
    {
        var fd = Native.Open(top, "."u8, OpenFlags);
        while (fd >= 0 && !path.IsEmpty)
        {
            var slash = path.IndexOf((byte)'/');
            var next = Native.Open(fd, slash < 0 ? path : path[..slash], OpenFlags);
            Native.Close(fd);
            fd = next;
            path = slash < 0 ? default : path[(slash + 1)..];
        }
        if (fd < 0) return fd;
        if (Native.StatHandle(fd, out var there) == 0 && Native.StatHandle(live, out var here) == 0 && there.Inode == here.Inode) return fd;
        Native.Close(fd);
        return -Errno.ESTALE;
    }

    private static void RemoveLeftovers(int subvolume)
    {
        using var reader = new DirectoryReader();
        var listed = Native.Open(subvolume, "."u8, OpenFlags);
        if (listed < 0) return;
        _ = reader.Read(listed);
        Native.Close(listed);
        foreach (var entry in reader.Entries)
        {
            var leftover = reader.Name(entry);
            if (!IsSnapshotName(leftover)) continue;
            var fd = Native.Open(subvolume, leftover, OpenFlags);
            if (fd < 0) continue;
            if (Native.StatHandle(fd, out var stat) == 0 && stat.Inode == Abi.BTRFS_SUBVOLUME_INODE && Libc.flock(fd, Abi.LOCK_EX | Abi.LOCK_NB) == 0)
                Destroy(subvolume, leftover);
            Native.Close(fd);
        }
    }

    private static bool LockBriefly(int fd)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (Libc.flock(fd, Abi.LOCK_EX | Abi.LOCK_NB) == 0) return true;
            Thread.Sleep(20);
        }
        return false;
    }

    // struct btrfs_ioctl_vol_args_v2: fd 8, transid 8, flags 8, unused 32, name 4040.
    private static int Create(int subvolume, ReadOnlySpan<byte> name)
    {
        Span<byte> arguments = stackalloc byte[4096];
        arguments.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(arguments, subvolume);
        BinaryPrimitives.WriteUInt64LittleEndian(arguments[16..], Abi.BTRFS_SUBVOL_RDONLY);
        name.CopyTo(arguments[56..]);
        fixed (byte* a = arguments) return Libc.ioctl(subvolume, Abi.BTRFS_IOC_SNAP_CREATE_V2, a) == 0 ? 0 : Errno.Last;
    }

    // struct btrfs_ioctl_vol_args: fd 8, name 4088.
    private static void Destroy(int subvolume, ReadOnlySpan<byte> name)
    {
        Span<byte> arguments = stackalloc byte[4096];
        arguments.Clear();
        name.CopyTo(arguments[8..]);
        fixed (byte* a = arguments) _ = Libc.ioctl(subvolume, Abi.BTRFS_IOC_SNAP_DESTROY, a);
    }

    private static bool MayAdministrate()
    {
        const string field = "CapEff:";
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(text => text.StartsWith(field, StringComparison.Ordinal));
        return line is not null
            && ulong.TryParse(line.AsSpan(field.Length).Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var effective)
            && (effective >> CapSysAdmin & 1) != 0;
    }
}
