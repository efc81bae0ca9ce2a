using Holdfast.Format.Items;

namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>Inodes as items of a recovery point.</summary>
internal static class Ext4Items
{
    public static Item Describe(Ext4Volume volume, Inode inode, ItemKind kind, byte[] parent, byte[] name) => new()
    {
        Parent = parent,
        Name = name,
        Kind = kind,
        Mode = inode.Mode,
        Owner = inode.Owner,
        Group = inode.Group,
        Size = kind == ItemKind.File ? inode.Size : 0,
        Modified = inode.Modified,
        Changed = inode.Changed,
        Born = inode.Born,
        Inode = inode.Number,
        LinkCount = inode.Links,
        DeviceNumber = kind is ItemKind.CharacterDevice or ItemKind.BlockDevice ? inode.DeviceNumber : 0,
        Flags = kind is ItemKind.File or ItemKind.Directory ? (uint)(inode.Flags & InodeFlag.Visible) : 0,
        LinkTarget = kind == ItemKind.SymbolicLink ? InodeContent.Target(volume, inode) : null,
        Attributes = new InodeAttributes(volume, inode).Read(),
    };
}
