using Holdfast.Format.Items;

namespace Holdfast.Workloads;

/// <summary>
/// Children of one directory (or a part of them, in order). The directory stays open while references are held. All members are thread-safe for
/// different items.
/// </summary>
public abstract class DirectoryListing
{
    /// <summary>Path of the directory relative to the root; the <see cref="Item.Parent"/> of all items.</summary>
    public abstract byte[] Path { get; }

    public abstract IReadOnlyList<Item> Items { get; }

    public abstract void AddReference();

    /// <summary>Gives one reference back; the last one closes the directory.</summary>
    public abstract void Release();

    /// <summary>Fills <see cref="Item.Attributes"/>, <see cref="Item.Flags"/> and <see cref="Item.LinkTarget"/> of any kind of item.</summary>
    /// <returns>False where the item vanished or cannot be read at all (noted): a symbolic link then has no target.</returns>
    public abstract bool Describe(Item item, IItemNotes notes);

    /// <summary>
    /// Reads a whole small file with one open, and brings stat data, flags and attributes of <paramref name="item"/> up to what was read.
    /// A file that changes meanwhile is read again, at last kept as <see cref="ItemCondition.ChangedWhileRead"/>.
    /// </summary>
    public abstract SmallRead ReadWhole(Item item, Span<byte> destination, IItemNotes notes, out int length);

    /// <summary>Opens a file for reading and brings stat data, flags and attributes up to date.</summary>
    /// <returns>Null where it vanished or cannot be read: noted, and the condition is set.</returns>
    public abstract FileReader? OpenFile(Item item, IItemNotes notes);
}
