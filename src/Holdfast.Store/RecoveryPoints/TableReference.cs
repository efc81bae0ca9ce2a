using Holdfast.Format.Chunks;
using Holdfast.Format.Items.Table;

namespace Holdfast.Store.RecoveryPoints;

/// <summary>The root of a point's item table: chunk id in lower-case hexadecimal, height, number of items, bytes of all files.</summary>
public sealed record TableReference(string Root, int Level, long Items, long Bytes)
{
    public static TableReference From(ItemTableRoot root) => new(root.Id.ToString(), root.Level, root.Items, root.Bytes);

    /// <exception cref="StorageException"><see cref="StorageFault.Damaged"/>: not a table reference.</exception>
    public ItemTableRoot ToRoot()
    {
        if (Root.Length != ChunkId.Size * 2 || Root.Any(c => !char.IsAsciiHexDigitLower(c)))
            throw new StorageException(StorageFault.Damaged, "A recovery point names its item table in an impossible way.");
        return new ItemTableRoot(ChunkId.Read(Convert.FromHexString(Root)), Level, Items, Bytes);
    }
}
