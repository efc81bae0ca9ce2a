using System.Text;
using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>A directory tree of this machine, live or as a btrfs snapshot.</summary>
internal sealed class LinuxFileSource : IFileSource
{
    private readonly TimeProvider time;
    private readonly BtrfsSnapshot? snapshot;
    private readonly string? refusal;
    private readonly long? snapshotSecond;
    private readonly int live;
    private bool disposed;

    // The kernel stamps files with the time of its last tick, up to 10 ms ago (CONFIG_HZ=100).
    private static readonly TimeSpan ClockTick = TimeSpan.FromMilliseconds(20);

    private LinuxFileSource(string root, byte[]? singleName, int live, TimeProvider time)
    {
        Root = root;
        SingleName = singleName;
        this.time = time;
        this.live = live;
        var before = Now(time);
        snapshot = BtrfsSnapshot.Take(live, out refusal);
        var fd = snapshot?.Root ?? live;
        RootHandle = new DirectoryHandle(fd);
        if (snapshot is not null)
        {
            snapshotSecond = before;
            Mounts = LiveMounts.Read(live, BtrfsSnapshot.PathOf(live) ?? throw new IOException($"{root} has no path."));
        }
        var errno = Native.StatHandle(fd, out var stat);
        if (errno != 0) throw Errno.ToException(root, errno);
        RootDevice = stat.Device;
    }

    public string Root { get; }

    public bool IsSnapshot => snapshot is not null;

    public DirectoryHandle RootHandle { get; }

    public ulong RootDevice { get; }

    /// <summary>The only name to list, where a single file was asked for.</summary>
    public byte[]? SingleName { get; }

    /// <summary>Mounts that a snapshot does not show; null while the live tree is read.</summary>
    public LiveMounts? Mounts { get; }

    /// <summary>A file whose times lie in this second or later may change once more without showing it (same-second guard).</summary>
    public long GuardSecond => snapshotSecond ?? Now(time);

    public static LinuxFileSource Open(string path, TimeProvider time)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var errno = Native.StatPath(full, true, out var stat);
        if (errno == Errno.ENOENT) errno = Native.StatPath(full, false, out stat); // a link that leads nowhere is an item too
        if (errno != 0) throw Errno.ToException(path, errno);
        var isDirectory = stat.Type == Abi.S_IFDIR;
        var root = isDirectory ? full : Path.GetDirectoryName(full) ?? "/";
        var fd = Native.OpenPath(root, Abi.O_RDONLY | Abi.O_DIRECTORY | Abi.O_NONBLOCK);
        if (fd < 0) throw Errno.ToException(root, -fd);
        return new LinuxFileSource(root, isDirectory ? null : Encoding.UTF8.GetBytes(Path.GetFileName(full)), fd, time);
    }

    public IEnumerable<DirectoryListing> Walk(ScanOptions options, IItemNotes notes, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(options);
        if (refusal is not null)
            notes.Add(new ItemNote(NoteKind.SnapshotUnavailable, [], 0, $"The live tree is read, not a snapshot: {refusal}."));
        var walker = new TreeWalker(this, options, notes);
        return walker.Walk(ct);
    }

    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        RootHandle.Release();
        if (snapshot is null) return;
        snapshot.Dispose();
        Native.Close(live);
    }

    /// <summary>Stat data of a directory of the live tree where a snapshot shows a placeholder.</summary>
    public int StatLive(byte[] path, out Statx stat)
    {
        stat = default;
        var fd = Mounts!.Open(path);
        if (fd < 0) return -fd;
        var errno = Native.StatHandle(fd, out stat);
        Native.Close(fd);
        return errno;
    }

    /// <summary>Opens a directory for reading, without touching its access time where that is permitted.</summary>
    /// <returns>The handle, or the negated error number.</returns>
    public static int OpenDirectory(int parent, ReadOnlySpan<byte> name)
    {
        var flags = Abi.O_RDONLY | Abi.O_DIRECTORY | Abi.O_NOFOLLOW | Abi.O_NONBLOCK;
        var fd = Native.Open(parent, name, flags | Abi.O_NOATIME);
        return fd == -Errno.EPERM ? Native.Open(parent, name, flags) : fd;
    }

    private static long Now(TimeProvider time) => (time.GetUtcNow() - ClockTick).ToUnixTimeSeconds();

    /// <summary>True where an item lies on a file system that the snapshot does not contain.</summary>
    public bool IsBeyondSnapshot(Item item) => Mounts is not null && item.Device != RootDevice;
}
