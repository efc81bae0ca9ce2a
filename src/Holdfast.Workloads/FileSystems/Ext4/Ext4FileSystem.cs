using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Partitions;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>ext2, ext3 and ext4. Where the file system was not unmounted its journal is replayed in memory, so that files are read as they would be after a start of the machine.</summary>
internal sealed class Ext4FileSystem : IFileSystem
{
    private const uint RootInode = 2;
    private const int BatchLength = 32 << 10;

    private readonly Ext4Volume volume;

    private Ext4FileSystem(Ext4Volume volume, string kind)
    {
        this.volume = volume;
        Kind = kind;
        Root = volume.ReadInode(RootInode) is { IsUsed: true, Kind: ItemKind.Directory } root
            ? Entry(root, ItemKind.Directory, "")
            : throw new MalformedFileException(Superblock.Offset, "a root directory", "an inode that is none");
    }

    public string Kind { get; }

    public string? Label => volume.Superblock.Label;

    public FileEntry Root { get; }

    /// <param name="partition">For content.</param>
    /// <param name="metadata">The same for all else, cached.</param>
    /// <exception cref="MalformedFileException">It is damaged where it says how it is to be read.</exception>
    /// <exception cref="NotSupportedException">It has a feature that is not known here.</exception>
    public static IFileSystem Open(IByteSource partition, IByteSource metadata)
    {
        var kind = VolumeKind.Of(metadata) ?? "ext4";
        var volume = new Ext4Volume(partition, metadata, Superblock.Read(metadata));
        return new Ext4FileSystem((volume.Superblock.Features & Features.NeedsRecovery) == 0 ? volume : Journals.Replay(volume), kind);
    }

    public IEnumerable<FileEntry> List(FileEntry directory)
    {
        foreach (var batch in new DirectoryEntries(volume, Load(directory)).Read().Chunk(BatchLength))
        {
            // Inodes are read in the order in which they lie; names stay in that of the directory.
            var found = new FileEntry?[batch.Length];
            var order = Enumerable.Range(0, batch.Length).ToArray();
            Array.Sort(order, (left, right) => batch[left].Inode.CompareTo(batch[right].Inode));
            foreach (var at in order) found[at] = Entry(batch[at]);
            foreach (var entry in found.OfType<FileEntry>()) yield return entry;
        }
    }

    public FileEntry? Find(FileEntry directory, string name)
    {
        var wanted = ItemPath.FromDisplay(name);
        var inode = Load(directory);
        var isFolded = (inode.Flags & InodeFlag.FoldedNames) != 0;
        foreach (var entry in new DirectoryEntries(volume, inode).Read())
        {
            if (entry.Name.AsSpan().SequenceEqual(wanted) || (isFolded && Names.Of(entry.Name, entry.Origin).Equals(name, StringComparison.OrdinalIgnoreCase))) return Entry(entry);
        }

        return null;
    }

    public IByteSource OpenRead(FileEntry file, string? stream = null)
    {
        if (stream is { Length: > 0 }) throw new FileNotFoundException($"The file has no stream {stream}: the file system has none.");
        return InodeContent.Open(volume, Load(file), volume.Raw);
    }

    public IReadOnlyList<ByteRange> Where(FileEntry file)
    {
        var inode = Load(file);
        return inode.Kind == ItemKind.File && (inode.Flags & InodeFlag.InlineData) == 0
            ? [.. InodeContent.Runs(volume, inode).Runs.Where(run => !run.IsHole).Select(run => new ByteRange(run.Offset, run.Length))]
            : [];
    }

    public Item Describe(FileEntry entry, byte[] parent, byte[] name) => Ext4Items.Describe(volume, Load(entry), entry.Kind, parent, name);

    /// <summary>Null for a socket. An inode that is damaged is listed as the directory remembers it: opening it tells the damage.</summary>
    private FileEntry? Entry(DirectoryEntry entry)
    {
        var name = Names.Of(entry.Name, entry.Origin);
        try
        {
            var inode = volume.ReadInode(entry.Inode);
            if (inode.IsUsed) return inode.Kind is { } kind ? Entry(inode, kind, name) : null;
        }
        catch (MalformedFileException) when (entry.Kind is not null)
        {
            return new FileEntry(entry.Inode, name, entry.Kind.Value, 0, DateTimeOffset.UnixEpoch);
        }

        return entry.Kind is { } remembered ? new FileEntry(entry.Inode, name, remembered, 0, DateTimeOffset.UnixEpoch) : null;
    }

    private FileEntry Entry(Inode inode, ItemKind kind, string name)
    {
        var isReadable = kind == ItemKind.SymbolicLink && (inode.Flags & InodeFlag.Encrypted) == 0;
        var target = isReadable ? Encoding.UTF8.GetString(InodeContent.Target(volume, inode)) : null;
        return new FileEntry(inode.Number, name, kind, kind == ItemKind.File ? inode.Size : 0, inode.Modified.ToDateTimeOffset(), target);
    }

    private Inode Load(FileEntry entry)
    {
        var inode = volume.ReadInode((uint)Math.Min(entry.Number, uint.MaxValue));
        return inode.IsUsed && inode.Kind == entry.Kind ? inode : throw new MalformedFileException(inode.Origin, $"the inode of {entry.Name}", "one that is not used for it");
    }
}
