using FsCheck;
using FsCheck.Xunit;
using Holdfast.Format.Items;

namespace Holdfast.Format.Tests.Items.Table;

public sealed class ItemTableRoundTripTests
{
    /// <summary>Whatever the items are, they come back as they were, in order.</summary>
    [Property(MaxTest = 60, EndSize = 600)]
    public void ReadAll_AnyItems_ReturnsThemAsWritten(int seed, PositiveInt count)
    {
        var items = new SampleItems(seed).Tree(count.Get);
        var table = new TableFixture().WriteAndOpen(items);
        ItemAssert.Same(items, table.ReadAll());
        Assert.Equal(items.Count, table.Root.Items);
    }

    [Fact]
    public void ReadAll_TableOfSeveralLevels_ReturnsItemsAsWritten()
    {
        var items = new SampleItems(7).Tree(60_000);
        var table = new TableFixture().WriteAndOpen(items);
        Assert.True(table.Root.Level >= 1);
        ItemAssert.Same(items, table.ReadAll());
    }

    [Fact]
    public void Complete_WithoutItems_MakesAnEmptyTable()
    {
        var table = new TableFixture().WriteAndOpen([]);
        Assert.Empty(table.ReadAll());
        Assert.Empty(table.List([]));
        Assert.Empty(table.Subtree([]));
        Assert.Null(table.Find("x"u8.ToArray()));
        Assert.Equal((0L, 0L, 0), (table.Root.Items, table.Root.Bytes, table.Root.Level));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1024, 0)]
    [InlineData(1025, 1)]
    [InlineData(8192, 1)]
    [InlineData(8193, 2)]
    [InlineData(20_000, 3)]
    public void ExtentsOf_FileOfManyExtents_ReturnsAllInOrder(int extents, int lists)
    {
        var content = new SampleItems(extents).Extents(extents);
        var table = new TableFixture().WriteAndOpen([SampleItems.File("a", []), SampleItems.File("b", content), SampleItems.File("c", [Extent.Hole(5)])]);

        var item = table.Find("b"u8.ToArray())!;
        Assert.Equal(lists, item.ExtentLists?.Count ?? 0);
        Assert.Equal(content, table.ExtentsOf(item));
        Assert.Equal([Extent.Hole(5)], table.ExtentsOf(table.Find("c"u8.ToArray())!));
    }

    /// <summary>An item of the previous table that carries lists goes into the next one as it is.</summary>
    [Fact]
    public void Add_ItemReadFromAnotherTable_KeepsItsExtentLists()
    {
        var content = new SampleItems(3).Extents(3000);
        var fixture = new TableFixture();
        var first = fixture.WriteAndOpen([SampleItems.File("big", content)]);
        var second = fixture.WriteAndOpen(first.ReadAll());
        Assert.Equal(first.Root, second.Root);
        Assert.Equal(content, second.ExtentsOf(second.Find("big"u8.ToArray())!));
    }

    /// <summary>A few sparse files can claim more bytes than a number holds.</summary>
    [Fact]
    public void Complete_SizesPastTheLargestNumber_Saturates()
    {
        var files = Enumerable.Range(0, 3).Select(i => SampleItems.File($"f{i}", [Extent.Hole(long.MaxValue - 1)]));
        var table = new TableFixture().WriteAndOpen(files);
        Assert.Equal(long.MaxValue, table.Root.Bytes);
        Assert.Equal(3, table.ReadAll().Count());
    }
}
