using Holdfast.Workloads.FileSystems.Ext4;
using Holdfast.Workloads.FileSystems.Fat;
using Holdfast.Workloads.FileSystems.Ntfs;

namespace Holdfast.Workloads.FileSystems;

/// <summary>The file systems that can be read. A new kind is a reader and a line here.</summary>
internal static class FileSystemOpeners
{
    private static readonly IReadOnlyList<FileSystemOpener> all =
    [
        new(["ntfs"], NtfsFileSystem.Open),
        new(["ext2", "ext3", "ext4"], Ext4FileSystem.Open),
        new(["fat12", "fat16", "fat32"], FatFileSystem.Open),
    ];

    /// <summary>Null where none reads it.</summary>
    public static FileSystemOpener? Find(string kind) => all.FirstOrDefault(opener => opener.Kinds.Contains(kind));
}
