namespace Holdfast.Format.Items;

/// <summary>Kind of an item. The number is part of the format (docs/format.md §7). Sockets are never items: they are skipped with a note.</summary>
public enum ItemKind : byte
{
    Directory = 1,
    File = 2,
    SymbolicLink = 3,
    Fifo = 4,
    CharacterDevice = 5,
    BlockDevice = 6,
}
