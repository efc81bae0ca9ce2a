namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>Features that change how a volume is read. The bits are part of the format.</summary>
[Flags]
internal enum Features : uint
{
    None = 0,
    TypedEntries = 0x2,
    NeedsRecovery = 0x4,
    MetaGroups = 0x10,
    Extents = 0x40,
    Wide = 0x80,
    MountProtection = 0x100,
    FlexibleGroups = 0x200,
    AttributeInodes = 0x400,
    ChecksumSeed = 0x2000,
    LargeDirectories = 0x4000,
    InlineData = 0x8000,
    Encryption = 0x10000,
    FoldedNames = 0x20000,

    /// <summary>All that this reader knows; a volume with any other one cannot be read.</summary>
    Known = TypedEntries | NeedsRecovery | MetaGroups | Extents | Wide | MountProtection | FlexibleGroups | AttributeInodes | ChecksumSeed | LargeDirectories | InlineData | Encryption | FoldedNames,
}
