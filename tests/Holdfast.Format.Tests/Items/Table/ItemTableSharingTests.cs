using Holdfast.Format.Items;

namespace Holdfast.Format.Tests.Items.Table;

/// <summary>What did not change between two points is stored once.</summary>
public sealed class ItemTableSharingTests
{
    private readonly TableFixture fixture = new();

    [Fact]
    public void Complete_SameItemsAgain_StoresNothing()
    {
        var first = fixture.Write(FlatTree.Items(200, 100));
        var stored = fixture.Chunks.Stored.Count;
        Assert.Equal(first, fixture.Write(FlatTree.Items(200, 100)));
        Assert.Equal(stored, fixture.Chunks.Stored.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12_345)]
    [InlineData(50_000)]
    [InlineData(100_900)]
    public void Complete_OneOfAHundredThousandChanged_StoresAHandful(int changed)
    {
        var items = FlatTree.Items(1000, 100).ToList();
        _ = fixture.Write(items);
        items[changed].Modified = new Timestamp(1_800_000_000, 7);
        AssertFewNew(items);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60_000)]
    public void Complete_OneOfAHundredThousandRemoved_StoresAHandful(int removed)
    {
        var items = FlatTree.Items(1000, 100).ToList();
        _ = fixture.Write(items);
        items.RemoveAt(removed);
        AssertFewNew(items);
    }

    [Fact]
    public void Complete_ItemsInserted_StoresAHandful()
    {
        var items = FlatTree.Items(1000, 100).ToList();
        _ = fixture.Write(items);
        var at = items.FindIndex(item => item.Parent.AsSpan().SequenceEqual(FlatTree.Name(333)));
        items.InsertRange(at + 1, Enumerable.Range(0, 50).Select(i => new Item { Parent = FlatTree.Name(333), Name = System.Text.Encoding.ASCII.GetBytes($"file-0000-{i:D3}"), Kind = ItemKind.Fifo }));
        AssertFewNew(items);
    }

    [Fact]
    public void Complete_ManyItems_MakesBlocksOfABoundedSize()
    {
        _ = fixture.Write(FlatTree.Items(1000, 100));
        var sizes = fixture.Chunks.Stored.Select(id => fixture.Chunks.Read(id).Length).Order().ToList();
        Assert.InRange(sizes[^1], 1, 320 * 1024);
        Assert.InRange(sizes[sizes.Count / 2], 24 * 1024, 128 * 1024);
    }

    private void AssertFewNew(List<Item> items)
    {
        var before = fixture.Chunks.Stored.Count;
        var table = fixture.WriteAndOpen(items);
        Assert.InRange(fixture.Chunks.Stored.Count - before, 1, 12);
        Assert.Equal(items.Count, table.ReadAll().Count());
    }
}
