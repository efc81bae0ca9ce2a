using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>Items of one open directory, and what only opening them tells.</summary>
internal sealed class LinuxDirectoryListing(LinuxFileSource source, DirectoryHandle handle, byte[] path, Item[] items) : DirectoryListing
{
    private const int Tries = 3;
    private const ItemCondition ReadConditions = ItemCondition.ChangedWhileRead | ItemCondition.Unreadable | ItemCondition.Racy;

    public override byte[] Path => path;

    public override IReadOnlyList<Item> Items => items;

    public override void AddReference() => handle.AddReference();

    public override void Release() => handle.Release();

    public override bool Describe(Item item, IItemNotes notes)
    {
        if (item.Kind == ItemKind.SymbolicLink)
        {
            item.LinkTarget = Native.ReadLink(handle.Fd, item.Name, out var errno);
            if (item.LinkTarget is null) return Refuse(item, errno == Errno.EINVAL ? Errno.ENOENT : errno, notes);
        }
        if (item.Kind is not (ItemKind.File or ItemKind.Directory)) return DescribeByName(item, notes);
        var fd = OpenToDescribe(item);
        if (fd is -Errno.EACCES or -Errno.EPERM) return DescribeByName(item, notes);
        if (fd < 0) return Refuse(item, -fd, notes);
        var complete = ReadMetadata(fd, item);
        Native.Close(fd);
        NoteIncomplete(item, complete, notes);
        return true;
    }

    public override SmallRead ReadWhole(Item item, Span<byte> destination, IItemNotes notes, out int length)
    {
        length = 0;
        var fd = OpenRegular(item.Name, out var before);
        if (fd < 0)
        {
            Refuse(item, -fd, notes);
            return Errno.MeansGone(-fd) ? SmallRead.Vanished : SmallRead.Unreadable;
        }
        try
        {
            return ReadWhole(fd, before, item, destination, notes, out length);
        }
        finally
        {
            Native.Close(fd);
        }
    }

    public override FileReader? OpenFile(Item item, IItemNotes notes)
    {
        var fd = OpenRegular(item.Name, out var stat);
        if (fd < 0)
        {
            Refuse(item, -fd, notes);
            return null;
        }
        item.Condition &= ~ReadConditions;
        var complete = ReadMetadata(fd, item);
        NoteIncomplete(item, complete, notes);
        _ = Libc.posix_fadvise(fd, 0, 0, Abi.POSIX_FADV_SEQUENTIAL);
        return new LinuxFileReader(source, item, fd, stat);
    }

    private SmallRead ReadWhole(int fd, Statx before, Item item, Span<byte> destination, IItemNotes notes, out int length)
    {
        item.Condition &= ~ReadConditions;
        length = 0;
        for (var attempt = 1; ; attempt++)
        {
            var guard = source.GuardSecond;
            if (before.Size > (ulong)destination.Length || HasHoles(fd, before)) return SmallRead.TooLarge;
            var size = (int)before.Size;
            var got = Native.Read(fd, destination[..size], 0);
            var complete = got < 0 ? -got : ReadMetadata(fd, item);
            if (got < 0)
            {
                Refuse(item, -got, notes);
                return SmallRead.Unreadable;
            }
            var errno = Native.StatHandle(fd, out var after);
            var unchanged = errno == 0 && after.SameStateAs(before);
            if (!unchanged && errno == 0 && attempt < Tries)
            {
                before = after;
                continue;
            }
            before.CopyTo(item, source.RootDevice);
            item.Size = length = got;
            MarkRacy(item, guard);
            NoteIncomplete(item, complete, notes);
            if (unchanged) return SmallRead.Ok;
            item.Condition |= ItemCondition.ChangedWhileRead;
            notes.Add(new ItemNote(NoteKind.ChangedWhileRead, item.Path, errno, $"It kept changing while it was read ({Tries} tries)."));
            return SmallRead.Ok;
        }
    }

    public static void MarkRacy(Item item, long guardSecond)
    {
        var last = Math.Max(item.Modified.Seconds, item.Changed.Seconds);
        if (last >= guardSecond) item.Condition |= ItemCondition.Racy;
        else item.Condition &= ~ItemCondition.Racy;
    }

    // Fewer blocks than bytes: holes, compression, or content kept in the inode. Only the first matters.
    private static bool HasHoles(int fd, in Statx stat)
    {
        if (stat.Size == 0 || stat.Blocks >= (stat.Size + 511) / 512) return false;
        var hole = Libc.lseek(fd, 0, Abi.SEEK_HOLE);
        return hole >= 0 && hole < (long)stat.Size;
    }

    private int OpenToDescribe(Item item)
    {
        if (item.Kind == ItemKind.File) return OpenRegular(item.Name, out _);
        if (item.IsRoot) return LinuxFileSource.OpenDirectory(handle.Fd, "."u8);
        return source.IsBeyondSnapshot(item) ? source.Mounts!.Open(item.Path) : LinuxFileSource.OpenDirectory(handle.Fd, item.Name);
    }

    // A lease on the file (a Samba client caching it) makes the first tries fail until the holder gives it back.
    private int OpenRegular(ReadOnlySpan<byte> name, out Statx stat)
    {
        var flags = Abi.O_RDONLY | Abi.O_NOFOLLOW | Abi.O_NONBLOCK;
        var fd = Native.Open(handle.Fd, name, flags | Abi.O_NOATIME);
        if (fd == -Errno.EPERM) fd = Native.Open(handle.Fd, name, flags);
        for (var wait = 0; fd == -Errno.EAGAIN && wait < 40; wait++)
        {
            Thread.Sleep(50);
            fd = Native.Open(handle.Fd, name, flags);
        }
        stat = default;
        if (fd < 0) return fd;
        var errno = Native.StatHandle(fd, out stat);
        if (errno == 0 && stat.Type != Abi.S_IFREG) errno = Errno.ENOENT;
        if (errno == 0) return fd;
        Native.Close(fd);
        return -errno;
    }

    /// <returns>0, or the first error: then flags or attributes are incomplete.</returns>
    private static int ReadMetadata(int fd, Item item)
    {
        var flagsError = InodeFlags.Read(fd, out var flags);
        item.Flags = flags;
        item.Attributes = AttributeReader.Read(fd, out var attributesError);
        return flagsError != 0 ? flagsError : attributesError;
    }

    // Links and nodes must not be opened, and what may not be opened still has attributes.
    private bool DescribeByName(Item item, IItemNotes notes)
    {
        if (item.Name.Length > NativeName.Longest) return Refuse(item, Errno.ENAMETOOLONG, notes);
        Span<byte> proc = stackalloc byte[NativeName.ProcPathCapacity];
        NativeName.WriteProcPath(proc, handle.Fd, item.IsRoot ? "."u8 : item.Name);
        item.Attributes = AttributeReader.ReadPath(proc, out var errno);
        if (Errno.MeansGone(errno)) return Refuse(item, errno, notes);
        var lacksFlags = item.Kind is ItemKind.File or ItemKind.Directory && (item.Condition & ItemCondition.Unreadable) == 0;
        NoteIncomplete(item, errno != 0 || !lacksFlags ? errno : Errno.EACCES, notes);
        return true;
    }

    private static void NoteIncomplete(Item item, int errno, IItemNotes notes)
    {
        if (errno == 0) return;
        notes.Add(new ItemNote(NoteKind.MetadataIncomplete, item.Path, errno, $"Flags or extended attributes could not be read: {Errno.Text(errno)}."));
    }

    private static bool Refuse(Item item, int errno, IItemNotes notes)
    {
        var gone = Errno.MeansGone(errno);
        if (!gone) item.Condition |= ItemCondition.Unreadable;
        notes.Add(new ItemNote(gone ? NoteKind.Vanished : NoteKind.Unreadable, item.Path, errno,
            gone ? "It vanished, or was replaced, before it was read." : $"It cannot be read: {Errno.Text(errno)}."));
        return false;
    }
}
