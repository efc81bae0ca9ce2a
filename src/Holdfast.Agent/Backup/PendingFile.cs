using Holdfast.Format.Items;

namespace Holdfast.Agent.Backup;

/// <summary>A file of a batch whose content is to be read.</summary>
internal readonly record struct PendingFile(ItemBatch Batch, int Index)
{
    public Item Item => Batch.Items[Index]!;

    public void Complete() => Batch.Done();

    public void Vanished()
    {
        Batch.Items[Index] = null;
        Batch.Done();
    }
}
