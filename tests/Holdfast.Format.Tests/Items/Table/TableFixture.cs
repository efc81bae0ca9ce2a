using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Testing.Chunks;

namespace Holdfast.Format.Tests.Items.Table;

/// <summary>Item tables over chunks in memory.</summary>
internal sealed class TableFixture
{
    private static readonly byte[] Key = new byte[32];

    public MemoryChunks Chunks { get; } = new();

    public ItemTableRoot Write(IEnumerable<Item> items)
    {
        using var writer = new ChunkWriter(Chunks, Key, new CompressionPolicy(Level: 1, DecodeVerify: false));
        var table = new ItemTableWriter(writer);
        foreach (var item in items) table.Add(item);
        return table.Complete();
    }

    public ItemTableReader Open(ItemTableRoot root) => new(Chunks, root);

    public ItemTableReader WriteAndOpen(IEnumerable<Item> items) => Open(Write(items));
}
