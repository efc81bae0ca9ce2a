using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Workloads.Applications;

namespace Holdfast.Agent.Applications;

/// <summary>The previous point of a datasource, for the workload that makes the next.</summary>
internal sealed class PreviousPoint(ItemTableReader table, IChunkSource chunks) : IPreviousItems
{
    public Item? Find(byte[] path) => table.Find(path);

    public IEnumerable<Item> Children(byte[] path) => table.List(path);

    public Stream OpenRead(byte[] path) => PointFileStream.Open(table, chunks, path);
}
