using System.Runtime.InteropServices;
using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Exclusion;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>
/// Lists a tree in table order, always relative to directory handles, so that no path is too long. Keeps the way from the root as frames; handles of
/// frames far above are closed and opened again on the way back, so that no tree is too deep.
/// </summary>
internal sealed class TreeWalker
{
    private const int ItemsPerListing = 4096;
    private const int OpenFrames = 48;

    private readonly LinuxFileSource source;
    private readonly ScanOptions options;
    private readonly IItemNotes notes;
    private readonly ExclusionRules exclusions;
    private readonly Item[] batch = new Item[ItemsPerListing];
    private readonly List<DirectoryFrame> frames = [];
    private readonly List<byte> path = [];

    // The directory being listed.
    private byte[] directory = [];
    private HashSet<byte[]>? mountsHere;
    private int position;

    public TreeWalker(LinuxFileSource source, ScanOptions options, IItemNotes notes)
    {
        this.source = source;
        this.options = options;
        this.notes = notes;
        exclusions = new ExclusionRules(options);
    }

    public IEnumerable<DirectoryListing> Walk(CancellationToken ct)
    {
        using var reader = new DirectoryReader();
        try
        {
            yield return ListRoot();
            while (frames.Count > 0)
            {
                ct.ThrowIfCancellationRequested();
                var frame = frames[^1];
                if (NextListing(reader, frame) is { } listing) yield return listing;
                else Descend(reader);
            }
        }
        finally
        {
            foreach (var frame in frames) frame.Handle?.Release();
            frames.Clear();
        }
    }

    private LinuxDirectoryListing ListRoot()
    {
        var handle = source.RootHandle;
        var errno = Native.StatHandle(handle.Fd, out var stat);
        if (errno != 0) throw Errno.ToException(source.Root, errno);
        var root = new Item { Parent = [], Name = [], Kind = ItemKind.Directory };
        stat.CopyTo(root, source.RootDevice);
        handle.AddReference();
        frames.Add(new DirectoryFrame(handle, [], 0, stat.Device, stat.Inode, false));
        position = -1;
        handle.AddReference();
        return new LinuxDirectoryListing(source, handle, [], [root]);
    }

    private LinuxDirectoryListing? NextListing(DirectoryReader reader, DirectoryFrame frame)
    {
        if (position < 0) ReadNames(reader, frame);
        while (position < reader.Entries.Length)
        {
            var count = StatBatch(reader, frame);
            if (count == 0) continue;
            var items = batch.AsSpan(0, count).ToArray();
            Array.Clear(batch, 0, count);
            frame.Handle!.AddReference();
            return new LinuxDirectoryListing(source, frame.Handle, directory, items);
        }
        return null;
    }

    private void ReadNames(DirectoryReader reader, DirectoryFrame frame)
    {
        position = 0;
        directory = frames.Count == 1 ? [] : path[..frame.PathLength].ToArray();
        mountsHere = frame.Device == source.RootDevice ? source.Mounts?.In(directory) : null;
        if (frames.Count == 1 && source.SingleName is { } single)
        {
            reader.Set(single);
            return;
        }
        // The root's handle serves every walk, and remembers where the last listing ended.
        if (frames.Count == 1) _ = Libc.lseek(frame.Handle!.Fd, 0, Abi.SEEK_SET);
        var errno = reader.Read(frame.Handle!.Fd);
        if (errno != 0) NoteFailure(directory, errno, "The directory vanished while it was listed", "The directory could not be listed to its end");
        if (exclusions.AreEmpty) return;
        reader.Filter(entry => entry.Type == DirectoryEntry.TypeUnknown
            || !exclusions.Exclude(directory, reader.Name(entry), entry.Type == DirectoryEntry.TypeDirectory));
    }

    private int StatBatch(DirectoryReader reader, DirectoryFrame frame)
    {
        var entries = reader.Entries[position..];
        if (entries.Length > ItemsPerListing) entries = entries[..ItemsPerListing];
        position += entries.Length;
        var count = 0;
        foreach (ref readonly var entry in entries)
            if (TakeItem(reader, frame, entry) is { } item) batch[count++] = item;
        return count;
    }

    private unsafe Item? TakeItem(DirectoryReader reader, DirectoryFrame frame, in DirectoryEntry entry)
    {
        Statx stat;
        const int flags = Abi.AT_SYMLINK_NOFOLLOW | Abi.AT_NO_AUTOMOUNT | Abi.AT_STATX_DONT_SYNC;
        if (Libc.statx(frame.Handle!.Fd, reader.Pointer(entry), flags, Native.StatMask, &stat) != 0)
        {
            var errno = Errno.Last;
            NoteFailure(ItemPath.Join(directory, reader.Name(entry)), errno, "It vanished after it was listed", "Its metadata could not be read");
            return null;
        }
        if (stat.Kind is not { } kind)
        {
            Note(NoteKind.SocketSkipped, ItemPath.Join(directory, reader.Name(entry)), 0, stat.Type == Abi.S_IFSOCK ? "A socket has no content" : "Of no known type");
            return null;
        }
        var isDirectory = kind == ItemKind.Directory;
        if (entry.Type == DirectoryEntry.TypeUnknown && !exclusions.AreEmpty && source.SingleName is null
            && exclusions.Exclude(directory, reader.Name(entry), isDirectory)) return null;
        if (isDirectory && IsOwnSnapshot(frame, reader.Name(entry), stat)) return null;
        var item = new Item { Parent = directory, Name = reader.Name(entry).ToArray(), Kind = kind };
        stat.CopyTo(item, source.RootDevice);
        if (isDirectory) ConsiderEntering(frame, item, stat, reader.Pointer(entry));
        return item;
    }

    private unsafe void ConsiderEntering(DirectoryFrame frame, Item item, in Statx stat, byte* name)
    {
        var isPlaceholder = source.Mounts is not null && frame.Device == source.RootDevice
            && (stat.Inode == Abi.BTRFS_EMPTY_SUBVOLUME_INODE || mountsHere?.Contains(item.Name) == true);
        if (!options.CrossMountPoints && (isPlaceholder || stat.IsMountRoot || stat.Device != frame.Device))
        {
            Note(NoteKind.MountPointSkipped, item.Path, 0, "Another file system begins here; it is kept as an empty directory");
            return;
        }
        if (isPlaceholder && source.StatLive(item.Path, out var live) == 0) live.CopyTo(item, source.RootDevice);
        // Opening comes later, after the item has been handed out; this tells now whether it will work.
        if (Libc.faccessat(frame.Handle!.Fd, name, Abi.R_OK | Abi.X_OK, Abi.AT_EACCESS) != 0 && Errno.Last is var errno && !Errno.MeansGone(errno))
        {
            item.Condition |= ItemCondition.Unreadable;
            Note(NoteKind.Unreadable, item.Path, errno, "The directory cannot be listed");
            return;
        }
        frame.Subdirectories.Add(new Subdirectory(item.Name, item.Inode, isPlaceholder));
    }

    // Snapshots of other runs: the live tree shows them as subvolumes, a snapshot as placeholders.
    private static bool IsOwnSnapshot(DirectoryFrame frame, ReadOnlySpan<byte> name, in Statx stat) =>
        BtrfsSnapshot.IsSnapshotName(name)
        && (stat.Inode == Abi.BTRFS_EMPTY_SUBVOLUME_INODE || (stat.Inode == Abi.BTRFS_SUBVOLUME_INODE && stat.Device != frame.Device));

    /// <summary>Goes to the next directory in preorder.</summary>
    private void Descend(DirectoryReader reader)
    {
        while (frames.Count > 0)
        {
            var frame = frames[^1];
            if (frame.Next < frame.Subdirectories.Count)
            {
                if (Enter(frame)) return;
                continue;
            }
            frame.Handle?.Release();
            frames.RemoveAt(frames.Count - 1);
        }
    }

    private bool Enter(DirectoryFrame frame)
    {
        var subdirectory = CollectionsMarshal.AsSpan(frame.Subdirectories)[frame.Next];
        CollectionsMarshal.AsSpan(frame.Subdirectories)[frame.Next++] = default;
        if (frame.Handle is null && !Reopen(frames.Count - 1)) return false;
        CollectionsMarshal.SetCount(path, frame.PathLength);
        if (frame.PathLength > 0) path.Add(ItemPath.Separator);
        path.AddRange(subdirectory.Name);
        var fd = Open(frame.Handle!.Fd, subdirectory.Name, subdirectory.IsMount, path.Count);
        if (fd < 0)
        {
            NoteFailure([.. path], -fd, "The directory vanished before it was listed", "The directory cannot be listed");
            return false;
        }
        var (device, inode) = (frame.Device, subdirectory.Inode);
        if (options.CrossMountPoints && Native.StatHandle(fd, out var stat) == 0) (device, inode) = (stat.Device, stat.Inode);
        frames.Add(new DirectoryFrame(new DirectoryHandle(fd), subdirectory.Name, path.Count, device, inode, subdirectory.IsMount));
        if (frame.Next == frame.Subdirectories.Count) CloseHandle(frame);
        if (frames.Count > OpenFrames) CloseHandle(frames[^(OpenFrames + 1)]);
        position = -1;
        return true;
    }

    private static void CloseHandle(DirectoryFrame frame)
    {
        frame.Handle?.Release();
        frame.Handle = null;
    }

    private int Open(int parent, byte[] name, bool isMount, int pathLength) =>
        isMount ? source.Mounts!.Open(CollectionsMarshal.AsSpan(path)[..pathLength]) : LinuxFileSource.OpenDirectory(parent, name);

    /// <summary>Opens a frame again, from the nearest open one above; false where the directory is no longer there.</summary>
    private bool Reopen(int index)
    {
        var from = index;
        while (from > 0 && frames[from].Handle is null) from--;
        if (frames[from].Handle is null)
        {
            source.RootHandle.AddReference();
            frames[from].Handle = source.RootHandle;
        }
        var above = frames[from].Handle!;
        above.AddReference();
        var errno = 0;
        for (var i = from + 1; i <= index && errno == 0; i++)
        {
            var fd = Open(above.Fd, frames[i].Name, frames[i].IsMount, frames[i].PathLength);
            above.Release();
            if (fd < 0)
            {
                errno = -fd;
                break;
            }
            above = new DirectoryHandle(fd);
            if (i != index && (i <= index - OpenFrames || frames[i].Next == frames[i].Subdirectories.Count)) continue;
            above.AddReference();
            frames[i].Handle = above;
        }
        if (errno == 0)
        {
            above.Release();
            errno = Native.StatHandle(frames[index].Handle!.Fd, out var stat);
            if (errno == 0 && (stat.Inode != frames[index].Inode || stat.Device != frames[index].Device)) errno = Errno.ESTALE;
        }
        if (errno == 0) return true;
        frames[index].Next = frames[index].Subdirectories.Count;
        Note(NoteKind.Vanished, path[..frames[index].PathLength].ToArray(), errno, "The directory moved away while it was walked; the rest of it is missing");
        return false;
    }

    private void NoteFailure(byte[] where, int errno, string gone, string unreadable)
    {
        var isGone = Errno.MeansGone(errno);
        Note(isGone ? NoteKind.Vanished : NoteKind.Unreadable, where, errno, isGone ? gone : unreadable);
    }

    private void Note(NoteKind kind, byte[] where, int errno, string what) =>
        notes.Add(new ItemNote(kind, where, errno, errno == 0 ? what + "." : $"{what}: {Errno.Text(errno)}."));
}
