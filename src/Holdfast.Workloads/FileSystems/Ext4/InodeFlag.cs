namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>Flags of an inode that change how it is read. The bits are part of the format.</summary>
[Flags]
internal enum InodeFlag : uint
{
    Encrypted = 0x800,
    Indexed = 0x1000,
    Extents = 0x80000,
    InlineData = 0x10000000,
    FoldedNames = 0x40000000,

    /// <summary>What chattr and lsattr show.</summary>
    Visible = 0x705bdfff,
}
