using System.Collections.Concurrent;
using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>Restores items beneath one directory of this machine.</summary>
internal sealed unsafe class LinuxFileTarget : IFileTarget
{
    private readonly TargetOptions options;
    private readonly IItemNotes notes;
    private readonly TargetDirectories directories;
    private readonly MetadataWriter metadata;
    private readonly NamePlacement placement;
    private readonly bool madeRoot;
    private readonly int rootFd;
    private readonly ConcurrentDictionary<byte[], LinkRecord> links = new(ByteArrayComparer.Instance);
    private readonly ConcurrentQueue<Item> unfinishedDirectories = new();
    private readonly ConcurrentQueue<(Item Item, byte[] Name)> unsealedLinks = new();

    private LinuxFileTarget(int rootFd, bool madeRoot, TargetOptions options, IItemNotes notes)
    {
        this.rootFd = rootFd;
        this.madeRoot = madeRoot;
        this.options = options;
        this.notes = notes;
        directories = new TargetDirectories(rootFd);
        metadata = new MetadataWriter(options, notes);
        placement = new NamePlacement(options.Existing);
    }

    public static LinuxFileTarget Open(string directory, TargetOptions options, IItemNotes notes)
    {
        var full = Path.GetFullPath(directory);
        var made = !Directory.Exists(full);
        if (made) Directory.CreateDirectory(full);
        var fd = Native.OpenPath(full, Abi.O_PATH | Abi.O_DIRECTORY);
        return fd >= 0 ? new LinuxFileTarget(fd, made, options, notes) : throw Errno.ToException(directory, -fd);
    }

    public TargetOutcome CreateDirectory(Item item)
    {
        if (item.IsRoot)
        {
            if (madeRoot || options.Existing == ExistingItem.Overwrite) unfinishedDirectories.Enqueue(item);
            return TargetOutcome.Done;
        }
        if (Enter(item, out var outcome) is not { } parent) return outcome;
        try
        {
            var path = item.Path;
            var errno = MakeDirectory(parent, item.Name);
            var isNew = errno == 0;
            if (errno == Errno.EEXIST && IsDirectory(parent, item.Name)) (errno, isNew) = (0, directories.WasImplied(path));
            if (errno == Errno.EEXIST)
            {
                if (options.Existing == ExistingItem.Skip) return TargetOutcome.Skipped;
                errno = MakeInsteadOf(parent, item, path);
                isNew = true;
            }
            if (errno != 0) return Fail(item, errno);
            if (isNew && metadata.DropsInheritedAccessList(parent)) DropAccessLists(parent, directories.NameOf(path, item.Name));
            if (isNew || options.Existing == ExistingItem.Overwrite) unfinishedDirectories.Enqueue(item);
            return TargetOutcome.Done;
        }
        finally
        {
            parent.Release();
        }
    }

    public TargetOutcome WriteWhole(Item item, ReadOnlySpan<byte> content)
    {
        if (Enter(item, out var outcome) is not { } parent) return outcome;
        try
        {
            var fd = -1;
            IReadOnlyList<ExtendedAttribute> streams = [];
            var mode = metadata.CreationMode(item, parent);
            var errno = placement.Create(item, candidate => (fd = CreateFile(parent, candidate, mode)) < 0 ? -fd : 0, out var name, out var replaces);
            if (errno != 0) return FailOrSkip(item, errno);
            if ((item.Flags & InodeFlags.NoCopyOnWrite) != 0) _ = InodeFlags.Write(fd, item.Flags & ~InodeFlags.Sealing, out _);
            errno = Native.Write(fd, content, 0);
            if (errno == 0)
            {
                streams = metadata.ApplyToFile(fd, item, parent, mode);
                if (replaces) errno = NamePlacement.Replace(parent.Fd, name, item.Name);
                if (replaces) name = item.Name;
            }
            else
            {
                NamePlacement.Remove(parent.Fd, name);
            }
            if (errno == 0) Complete(fd, item, name);
            var closing = Libc.close(fd) == 0 ? 0 : Errno.Last;
            if (errno == 0 && closing != Errno.EINTR) errno = closing;
            if (errno == 0) WriteBeside(item, streams);
            return errno == 0 ? TargetOutcome.Done : Fail(item, errno);
        }
        finally
        {
            parent.Release();
        }
    }

    public TargetFile? BeginFile(Item item, out TargetOutcome outcome)
    {
        if (Enter(item, out outcome) is not { } parent) return null;
        var errno = 0;
        if (options.Existing == ExistingItem.Skip && Native.Stat(parent.Fd, item.Name, out _) == 0) errno = Errno.EEXIST;
        var name = TargetName.Temporary();
        var mode = metadata.CreationMode(item, parent);
        var fd = errno == 0 ? CreateFile(parent, name, mode) : -errno;
        if (fd < 0)
        {
            outcome = FailOrSkip(item, -fd);
            parent.Release();
            return null;
        }
        var file = new LinuxTargetFile(item, parent, name, fd, mode);
        if ((item.Flags & InodeFlags.NoCopyOnWrite) != 0) _ = InodeFlags.Write(fd, item.Flags & ~InodeFlags.Sealing, out _);
        if (Libc.ftruncate(fd, item.Size) == 0) return file;
        outcome = Fail(item, Errno.Last);
        file.Dispose();
        return null;
    }

    public TargetOutcome Finish(TargetFile file)
    {
        var open = (LinuxTargetFile)file;
        var item = open.Item;
        var streams = metadata.ApplyToFile(open.Fd, item, open.Parent, open.CreatedWith);
        var errno = placement.Place(open.Parent.Fd, open.TemporaryName, item, out var name);
        if (errno == 0) Complete(open.Fd, item, name);
        var closing = open.Close();
        if (errno == 0 && closing == 0) WriteBeside(item, streams);
        return FailOrSkip(item, errno == 0 ? closing : errno, isSkip: errno == Errno.EEXIST);
    }

    public void Abort(TargetFile file) => file.Dispose();

    public TargetOutcome CreateLinkTo(Item item, Item firstOfGroup)
    {
        if (!links.TryGetValue(firstOfGroup.Path, out var first)) return TargetOutcome.NotLinkable;
        if (Enter(item, out var outcome) is not { } parent) return outcome;
        var source = directories.Acquire(first.Parent, out var errno);
        try
        {
            if (source is null) return TargetOutcome.NotLinkable;
            errno = placement.Create(item, candidate => Link(source, first.Name, parent, candidate), out var name, out var replaces);
            if (errno is Errno.EXDEV or Errno.EMLINK or Errno.EPERM or Errno.EOPNOTSUPP or Errno.ENOENT) return TargetOutcome.NotLinkable;
            if (errno != 0) return FailOrSkip(item, errno);
            // The first name could have been exchanged since it was written.
            if (Native.Stat(parent.Fd, name, out var stat) != 0 || stat.Inode != first.Inode || stat.Device != first.Device)
            {
                NamePlacement.Remove(parent.Fd, name);
                return TargetOutcome.NotLinkable;
            }
            if (replaces) errno = NamePlacement.Replace(parent.Fd, name, item.Name);
            return errno == 0 ? TargetOutcome.Done : Fail(item, errno);
        }
        finally
        {
            source?.Release();
            parent.Release();
        }
    }

    public TargetOutcome CreateSymbolicLink(Item item)
    {
        if (item.LinkTarget is not { Length: > 0 } target || target.AsSpan().Contains((byte)0))
            return Refuse(item, "A symbolic link needs a target without NUL bytes.");
        var terminated = new byte[target.Length + 1];
        target.CopyTo(terminated, 0);
        return CreatePlace(item, (directory, name) =>
        {
            if (name.Length > NativeName.Longest) return Errno.ENAMETOOLONG;
            var native = NativeName.From(name);
            fixed (byte* t = terminated) return Libc.symlinkat(t, directory, (byte*)&native) == 0 ? 0 : Errno.Last;
        });
    }

    public TargetOutcome CreateNode(Item item)
    {
        var type = item.Kind switch
        {
            ItemKind.Fifo => Abi.S_IFIFO,
            ItemKind.CharacterDevice => Abi.S_IFCHR,
            ItemKind.BlockDevice => Abi.S_IFBLK,
            _ => throw new ArgumentException($"{item.Kind} is no node.", nameof(item)),
        };
        var device = item.Kind == ItemKind.Fifo ? 0 : Abi.MakeDevice((uint)(item.DeviceNumber >> 32), (uint)(item.DeviceNumber & uint.MaxValue));
        return CreatePlace(item, (directory, name) =>
        {
            if (name.Length > NativeName.Longest) return Errno.ENAMETOOLONG;
            var native = NativeName.From(name);
            return Libc.mknodat(directory, (byte*)&native, type | metadata.NodeCreationMode(item), device) == 0 ? 0 : Errno.Last;
        });
    }

    public void FinishDirectories()
    {
        while (unsealedLinks.TryDequeue(out var link)) SealLink(link.Item, link.Name);
        var items = new List<Item>(unfinishedDirectories.Count);
        while (unfinishedDirectories.TryDequeue(out var item)) items.Add(item);
        // Parents come before their children in path order, so the reverse finishes children first.
        items.Sort(static (a, b) => ItemPath.Compare(b.Path, a.Path));
        foreach (var item in items) FinishDirectory(item);
    }

    public void Dispose() => directories.Dispose();

    private void FinishDirectory(Item item)
    {
        if (item.IsRoot)
        {
            FinishDirectory(item, Native.Open(rootFd, "."u8, Abi.O_RDONLY | Abi.O_DIRECTORY | Abi.O_NONBLOCK));
            return;
        }
        if (Enter(item, out _) is not { } parent) return;
        var name = directories.NameOf(item.Path, item.Name);
        FinishDirectory(item, Native.Open(parent.Fd, name, Abi.O_RDONLY | Abi.O_DIRECTORY | Abi.O_NOFOLLOW | Abi.O_NONBLOCK));
        parent.Release();
    }

    private void FinishDirectory(Item item, int fd)
    {
        if (fd < 0)
        {
            notes.Add(new ItemNote(NoteKind.MetadataIncomplete, item.Path, -fd,
                $"The directory cannot be opened to apply its metadata: {Errno.Text(-fd)}."));
            return;
        }
        metadata.ApplyToDirectory(fd, item);
        Native.Close(fd);
    }

    private void SealLink(Item item, byte[] name)
    {
        if (Enter(item, out _) is not { } parent) return;
        var fd = Native.Open(parent.Fd, name, Abi.O_RDONLY | Abi.O_NOFOLLOW | Abi.O_NONBLOCK);
        parent.Release();
        if (fd < 0)
        {
            notes.Add(new ItemNote(NoteKind.MetadataIncomplete, item.Path, -fd, $"The file cannot be opened to set its flags: {Errno.Text(-fd)}."));
            return;
        }
        metadata.Seal(fd, item);
        Native.Close(fd);
    }

    // Links and nodes: made, opened as places, and looked at once more, so that metadata reaches what was made and nothing that replaced it.
    private TargetOutcome CreatePlace(Item item, Func<int, byte[], int> create)
    {
        if (Enter(item, out var outcome) is not { } parent) return outcome;
        try
        {
            var errno = placement.Create(item, candidate => create(parent.Fd, candidate), out var name, out var replaces);
            if (errno != 0) return FailOrSkip(item, errno);
            var fd = Native.Open(parent.Fd, name, Abi.O_PATH | Abi.O_NOFOLLOW);
            if (fd < 0) return Fail(item, -fd);
            errno = Native.StatHandle(fd, out var stat);
            if (errno == 0 && (stat.Kind != item.Kind || stat.Links != 1)) errno = Errno.ESTALE;
            if (errno == 0) metadata.ApplyToPlace(fd, item, parent);
            if (errno == 0 && replaces) errno = NamePlacement.Replace(parent.Fd, name, item.Name);
            else if (replaces) NamePlacement.Remove(parent.Fd, name);
            if (errno == 0) Record(item, replaces ? item.Name : name, stat);
            Native.Close(fd);
            return errno == 0 ? TargetOutcome.Done : Fail(item, errno);
        }
        finally
        {
            parent.Release();
        }
    }

    // Something that is no directory has the name.
    private int MakeInsteadOf(TargetDirectory parent, Item item, byte[] path)
    {
        if (options.Existing == ExistingItem.Overwrite)
        {
            NamePlacement.Remove(parent.Fd, item.Name);
            return MakeDirectory(parent, item.Name);
        }
        var errno = placement.Create(item, candidate => MakeDirectory(parent, candidate), out var name, out _);
        if (errno == 0) directories.Rename(path, name);
        return errno;
    }

    private int MakeDirectory(TargetDirectory parent, byte[] name)
    {
        if (name.Length > NativeName.Longest) return Errno.ENAMETOOLONG;
        var native = NativeName.From(name);
        return Libc.mkdirat(parent.Fd, (byte*)&native, metadata.DirectoryCreationMode) == 0 ? 0 : Errno.Last;
    }

    private static bool IsDirectory(TargetDirectory parent, byte[] name) =>
        Native.Stat(parent.Fd, name, out var stat) == 0 && stat.Type == Abi.S_IFDIR;

    private static void DropAccessLists(TargetDirectory parent, byte[] name)
    {
        var fd = TargetDirectories.OpenPlace(parent.Fd, name);
        if (fd < 0) return;
        var directory = new OpenObject(fd, true);
        // What remains is seen again, and noted, when the directory is finished.
        _ = directory.RemoveAttribute(AttributeNames.DefaultAccessList);
        _ = directory.RemoveAttribute(AttributeNames.AccessList);
        Native.Close(fd);
    }

    private static int CreateFile(TargetDirectory parent, byte[] name, uint mode) =>
        Native.Open(parent.Fd, name, Abi.O_WRONLY | Abi.O_CREAT | Abi.O_EXCL | Abi.O_NOFOLLOW, mode);

    private static int Link(TargetDirectory source, byte[] sourceName, TargetDirectory parent, byte[] name)
    {
        if (name.Length > NativeName.Longest) return Errno.ENAMETOOLONG;
        NativeName from = NativeName.From(sourceName), to = NativeName.From(name);
        return Libc.linkat(source.Fd, (byte*)&from, parent.Fd, (byte*)&to, 0) == 0 ? 0 : Errno.Last;
    }

    private void WriteBeside(Item item, IReadOnlyList<ExtendedAttribute> streams)
    {
        foreach (var stream in streams) WriteWhole(SideStream.Of(item, stream), stream.Value);
    }

    // The file has its name: remember it for links; a file with links is sealed at the end, since a sealed file takes no links.
    private void Complete(int fd, Item item, byte[] name)
    {
        var isLinked = item.LinkCount > 1 || item.LinkGroup != 0;
        if (isLinked && Native.StatHandle(fd, out var stat) == 0) Record(item, name, stat);
        if ((item.Flags & InodeFlags.Sealing) == 0) return;
        if (isLinked) unsealedLinks.Enqueue((item, name));
        else metadata.Seal(fd, item);
    }

    private void Record(Item item, byte[] name, in Statx stat)
    {
        if (item.LinkCount > 1 || item.LinkGroup != 0) links[item.Path] = new LinkRecord(item.Parent, name, stat.Device, stat.Inode);
    }

    private TargetDirectory? Enter(Item item, out TargetOutcome outcome)
    {
        outcome = TargetOutcome.Done;
        if (!TargetName.IsPlain(item.Name))
        {
            outcome = Refuse(item, "Its name is not one that may be written.");
            return null;
        }
        var parent = directories.Acquire(item.Parent, out var errno);
        if (parent is not null) return parent;
        outcome = errno switch
        {
            Errno.EINVAL => Refuse(item, "Its path is not one that may be written."),
            Errno.ELOOP or Errno.ENOTDIR => Refuse(item, "On its way stands something that is no directory; links are not followed."),
            _ => Fail(item, errno),
        };
        return null;
    }

    private TargetOutcome Refuse(Item item, string why)
    {
        notes.Add(new ItemNote(NoteKind.Refused, item.Path, 0, why));
        return TargetOutcome.Refused;
    }

    private TargetOutcome FailOrSkip(Item item, int errno, bool isSkip = true)
    {
        if (errno == 0) return TargetOutcome.Done;
        return isSkip && errno == Errno.EEXIST && options.Existing == ExistingItem.Skip ? TargetOutcome.Skipped : Fail(item, errno);
    }

    private TargetOutcome Fail(Item item, int errno)
    {
        notes.Add(new ItemNote(NoteKind.NotWritten, item.Path, errno, $"It could not be written: {Errno.Text(errno)}."));
        return TargetOutcome.Failed;
    }
}
