using Holdfast.Format.Items;

namespace Holdfast.Workloads.Applications;


/// <summary>
/// Takes what a recovery point consists of. Items come in any order, each path once; directories that nobody adds are made. Thread-safe for different files.
/// Nothing counts until the backup has returned and the point is committed.
/// </summary>
public interface IItemSink
{
    /// <summary>Items of the previous point; null for the first.</summary>
    IPreviousItems? Previous { get; }

    /// <summary>A directory, link, or node.</summary>
    void Add(Item item);

    /// <summary>A small file, whole.</summary>
    void AddFile(Item item, ReadOnlySpan<byte> content);

    /// <summary>A file that is written from front to back; <see cref="Item.Size"/> is set when it is complete.</summary>
    /// <param name="cutter">Where its chunks end: own to this file.</param>
    /// <param name="basedOn">Path of the previous point's file whose ranges <see cref="ItemContent.CopyPrevious"/> takes; null for none.</param>
    ItemContent BeginFile(Item item, IContentCutter cutter, byte[]? basedOn = null);

    /// <summary>The previous point's content under present metadata. Reads nothing.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.ChainBroken"/>: the previous point has no such file.</exception>
    void Keep(Item item, byte[] previousPath);
}
