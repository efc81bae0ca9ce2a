using Holdfast.Format.Items;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>Content of inodes.</summary>
internal static class InodeContent
{
    /// <param name="over">The volume, cached or not.</param>
    /// <exception cref="NotSupportedException">It is encrypted, or lies in too many pieces.</exception>
    /// <exception cref="MalformedFileException">Where it lies is damaged.</exception>
    public static IByteSource Open(Ext4Volume volume, Inode inode, IByteSource over)
    {
        RefuseEncrypted(inode);
        if ((inode.Flags & InodeFlag.InlineData) == 0) return new RunBytes(over, Runs(volume, inode).Runs, inode.Size, long.MaxValue);
        var content = new InlineContent(volume, inode).Read();
        return inode.Size <= content.Length
            ? new MemoryBytes(content.AsMemory(0, (int)inode.Size))
            : throw inode.Fields.Refuse(4, $"at most the {content.Length} bytes that lie in the inode", $"{inode.Size} bytes");
    }

    public static RunList Runs(Ext4Volume volume, Inode inode) => (inode.Flags & InodeFlag.Extents) != 0 ? new ExtentTree(volume, inode).Read() : new BlockMap(volume, inode).Read();

    /// <summary>Target of a symbolic link, raw bytes.</summary>
    public static byte[] Target(Ext4Volume volume, Inode inode)
    {
        RefuseEncrypted(inode);
        if (inode.Size > volume.BlockLength) throw inode.Fields.Refuse(4, "the length of a link", $"{inode.Size}");
        if (IsFastLink(volume, inode)) return inode.Fields.Slice(Inode.MapAt, (int)inode.Size).ToArray();
        return Open(volume, inode, volume.Metadata).Read(0, (int)inode.Size);
    }

    public static void RefuseEncrypted(Inode inode)
    {
        if ((inode.Flags & InodeFlag.Encrypted) != 0) throw new NotSupportedException("It is encrypted (fscrypt); names and content can be read only with its key.");
    }

    /// <summary>A short target lies where others have the numbers of their blocks. Attributes may have a block nevertheless.</summary>
    private static bool IsFastLink(Ext4Volume volume, Inode inode)
    {
        const int sector = 512;
        if ((inode.Flags & (InodeFlag.Extents | InodeFlag.InlineData)) != 0 || inode.Size >= Inode.MapLength) return false;
        return inode.Sectors == 0 || (inode.AttributeBlock != 0 && inode.Sectors <= volume.BlockLength / sector);
    }
}
