namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>Content that lies in the inode: the first 60 bytes where others have the numbers of their blocks, the rest in an attribute.</summary>
internal sealed class InlineContent(Ext4Volume volume, Inode inode)
{
    /// <summary>Both parts, one behind the other.</summary>
    public byte[] Read() => [.. inode.Fields.Slice(Inode.MapAt, Inode.MapLength), .. Rest()];

    /// <summary>What is in the attribute.</summary>
    public byte[] Rest() => new InodeAttributes(volume, inode).InlineData() ?? [];
}
