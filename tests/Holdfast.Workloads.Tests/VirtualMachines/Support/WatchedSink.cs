using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Tests.VirtualMachines.Support;

/// <summary>Tells when a disk is about to be read: when its moment has passed, and nothing of it has been taken.</summary>
internal sealed class WatchedSink(IItemSink inner, Action onDisk) : IItemSink
{
    public IPreviousItems? Previous => inner.Previous;

    public void Add(Item item) => inner.Add(item);

    public void AddFile(Item item, ReadOnlySpan<byte> content) => inner.AddFile(item, content);

    public ItemContent BeginFile(Item item, IContentCutter cutter, byte[]? basedOn = null)
    {
        onDisk();
        return inner.BeginFile(item, cutter, basedOn);
    }

    public void Keep(Item item, byte[] previousPath) => inner.Keep(item, previousPath);
}
