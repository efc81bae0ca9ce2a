using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Portable;
using Holdfast.Workloads.Files.Windows.Reparse;
using Holdfast.Workloads.FileSystems.Ntfs;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Files.Windows.Items;

/// <summary>Objects of Windows as items of a recovery point.</summary>
internal static class WindowsItems
{
    public const char StreamMark = ':';

    private const FileAttributes RecallOnAccess = (FileAttributes)0x400000;

    private const uint FileMode = 0x1a4, FolderMode = 0x1ed; // 644, 755 in octal

    /// <summary>What one look tells.</summary>
    /// <param name="name">Empty for the root.</param>
    public static Item Of(WindowsObject found, byte[] parent, byte[] name)
    {
        var link = LinkOf(found);
        var kind = link is { IsVolume: false } ? ItemKind.SymbolicLink : found.IsFolder ? ItemKind.Directory : ItemKind.File;
        var item = new Item { Parent = parent, Name = name, Kind = kind };
        if (kind == ItemKind.SymbolicLink) item.LinkTarget = PortableName.Encode(link!.Target);
        Update(item, found);
        return item;
    }

    /// <summary>Brings an item up to a later look.</summary>
    public static void Update(Item item, WindowsObject found)
    {
        var kept = WindowsMetadata.Of(item);
        PortableMetadata.SetWindowsAttributes(item, found.Attributes);
        // Windows tells links to folders from links to files, and wants to be told.
        if (item.Kind == ItemKind.SymbolicLink && found.IsFolder) item.Mode = FolderMode;
        kept.Content = item.Kind == ItemKind.File && found.Attributes.HasFlag(FileAttributes.Encrypted) ? NtfsNames.EncryptedContent : null;
        kept.ApplyTo(item);
        item.Size = item.Kind == ItemKind.File ? found.Size : 0;
        item.Modified = NtfsTime.Stamp(found.Modified);
        item.Changed = NtfsTime.Stamp(found.Changed);
        item.Born = NtfsTime.Stamp(found.Born);
        item.Inode = FileNumber.Of(found.Id);
        item.Device = found.Volume;
        item.LinkCount = Math.Max(1, found.Links);
        item.LinkGroup = item.Kind == ItemKind.File && found.Links > 1 ? Math.Max(1, item.Inode) : 0;
    }

    /// <summary>Gives an item its streams, access list, and what else BackupRead has beside its content.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static void ReadMetadata(IWindowsFileApi api, string path, Item item, IItemNotes notes)
    {
        using var backup = api.OpenStreams(path);
        try
        {
            var metadata = WindowsMetadata.Read(backup);
            var known = WindowsMetadata.Of(item);
            (metadata.Content, metadata.Scan) = (known.Content, known.Scan);
            metadata.ApplyTo(item);
            if (metadata.Left.Count > 0) notes.Add(new ItemNote(NoteKind.MetadataIncomplete, item.Path, 0, $"Not kept: {string.Join(", ", metadata.Left)}."));
        }
        catch (MalformedFileException fault)
        {
            notes.Add(new ItemNote(NoteKind.MetadataIncomplete, item.Path, 0, $"Its streams and access list are not kept, because they cannot be understood: {fault.Message}"));
        }
    }

    /// <summary>A named stream that is too long for an attribute, as an item beside its file.</summary>
    public static Item OfStream(Item file, string stream, long length)
    {
        var item = new Item
        {
            Parent = file.Parent,
            Name = [.. file.Name, (byte)StreamMark, .. PortableName.Encode(stream)],
            Kind = ItemKind.File,
            Mode = FileMode,
            Size = length,
            Modified = file.Modified,
            Changed = file.Changed,
            Born = file.Born,
            Inode = file.Inode,
            Device = file.Device,
        };
        new WindowsMetadata { Content = NtfsNames.StreamContent }.ApplyTo(item);
        return item;
    }

    public static bool Is(Item item, string content) => WindowsMetadata.Of(item).Content == content;

    /// <summary>A link to a folder, as far as the item tells.</summary>
    public static bool IsFolderLink(Item item) => item.Mode == FolderMode;

    /// <summary>Content that is kept elsewhere and would have to be fetched to be read.</summary>
    public static bool IsElsewhere(WindowsObject found) => (found.Attributes & (RecallOnAccess | FileAttributes.Offline)) != 0 && !found.IsFolder;

    /// <summary>It leads elsewhere in a way that is no link: not entered.</summary>
    public static bool LeadsAway(WindowsObject found) => ReadReparse(found) is { IsSurrogate: true } && LinkOf(found) is not { IsVolume: false };

    private static ReparseLink? LinkOf(WindowsObject found)
    {
        try
        {
            return ReadReparse(found)?.Link();
        }
        catch (MalformedFileException)
        {
            // It is kept as what it is, without being understood.
            return null;
        }
    }

    private static ReparseBuffer? ReadReparse(WindowsObject found)
    {
        try
        {
            return found.Reparse is { } bytes ? ReparseBuffer.Read(bytes) : null;
        }
        catch (MalformedFileException)
        {
            return null;
        }
    }
}
