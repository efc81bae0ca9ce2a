using Holdfast.Format.Chunks;

namespace Holdfast.Format.Items;

/// <summary>
/// One file-system object in a recovery point. Written by the scanner, completed by the reader, immutable once it is in a table.
/// Everything the platform gave is kept, also what another platform cannot set. docs/format.md §7.
/// </summary>
public sealed class Item
{
    /// <summary>Path of the directory that holds this item, relative to the datasource's root: components joined by '/', no leading or
    /// trailing slash; empty for the root and for the root's children. Shared by all items of one directory.</summary>
    public required byte[] Parent { get; init; }

    /// <summary>Last component, raw bytes, never containing '/' or NUL; empty only for the root of the datasource.</summary>
    public required byte[] Name { get; init; }

    public required ItemKind Kind { get; init; }

    /// <summary>Permission bits with setuid, setgid and sticky (07777); the file type is in <see cref="Kind"/>.</summary>
    public uint Mode { get; set; }

    public uint Owner { get; set; }

    public uint Group { get; set; }

    /// <summary>Bytes for a file, 0 otherwise.</summary>
    public long Size { get; set; }

    public Timestamp Modified { get; set; }

    public Timestamp Changed { get; set; }

    /// <summary>Birth time where the file system tells it. Recorded; no platform call sets it on Linux.</summary>
    public Timestamp? Born { get; set; }

    public ulong Inode { get; set; }

    /// <summary>Number of names; above 1 on a non-directory, <see cref="Inode"/> groups the names of one object within the datasource.</summary>
    public uint LinkCount { get; set; } = 1;

    /// <summary>Identifies the file system an item came from within one scan (not stored): link groups need device and inode.</summary>
    public ulong Device { get; set; }

    /// <summary>Link group: names with the same non-zero number are one object (hard links). 0: a single name.</summary>
    public ulong LinkGroup { get; set; }

    /// <summary>Device number of a device node: (major &lt;&lt; 32) | minor.</summary>
    public ulong DeviceNumber { get; set; }

    /// <summary>chattr flags as FS_IOC_GETFLAGS gives them; 0 where there are none.</summary>
    public uint Flags { get; set; }

    /// <summary>Target of a symbolic link, raw bytes.</summary>
    public byte[]? LinkTarget { get; set; }

    /// <summary>Sorted by name; null when there are none.</summary>
    public ExtendedAttribute[]? Attributes { get; set; }

    public ItemCondition Condition { get; set; }

    /// <summary>The content of a file, covering 0…<see cref="Size"/>; empty for an empty file; null while it is not known and for non-files.</summary>
    public IReadOnlyList<Extent>? Extents { get; set; }

    /// <summary>Where the extents stand in chunks of their own because there are too many for the item; then <see cref="Extents"/> is null.</summary>
    public IReadOnlyList<ChunkId>? ExtentLists { get; set; }

    public bool IsRoot => Name.Length == 0;

    /// <summary>Parent and name joined: the item's path relative to the root.</summary>
    public byte[] Path => ItemPath.Join(Parent, Name);

    public override string ToString() => $"{Kind} {ItemPath.ToDisplay(Path)}";
}
