using Holdfast.Format.Items;

namespace Holdfast.Format.Tests.Items.Table;

public sealed class ItemTableWriterTests
{
    [Theory]
    [InlineData("b", "a")]
    [InlineData("a", "a")]
    [InlineData("a/b", "a")]
    [InlineData("d/x", "b")]
    public void Add_OutOfOrder_Throws(string first, string second)
    {
        Assert.Throws<ArgumentException>(() => new TableFixture().Write([At(first), At(second)]));
    }

    [Theory]
    [InlineData("", ".")]
    [InlineData("", "..")]
    [InlineData("", "a/b")]
    [InlineData("", "a\0")]
    [InlineData("a", "")]
    [InlineData("/a", "b")]
    [InlineData("a/", "b")]
    [InlineData("a//b", "c")]
    [InlineData("a/../b", "c")]
    public void Add_ImpossibleName_Throws(string parent, string name)
    {
        var item = SampleItems.Named(System.Text.Encoding.UTF8.GetBytes(parent), System.Text.Encoding.UTF8.GetBytes(name), ItemKind.Fifo);
        Assert.Throws<ArgumentException>(() => new TableFixture().Write([item]));
    }

    [Fact]
    public void Add_NameLongerThanAReaderAccepts_Throws()
    {
        var item = SampleItems.Named([], Enumerable.Repeat((byte)'n', 4097).ToArray(), ItemKind.Fifo);
        Assert.Throws<ArgumentException>(() => new TableFixture().Write([item]));
    }

    [Fact]
    public void Add_FileWhoseContentIsNotKnown_Throws()
    {
        Assert.Throws<ArgumentException>(() => new TableFixture().Write([SampleItems.Named([], "f"u8.ToArray(), ItemKind.File)]));
    }

    [Fact]
    public void Add_UnreadableFileWithoutContent_IsKept()
    {
        var file = SampleItems.Named([], "f"u8.ToArray(), ItemKind.File);
        (file.Size, file.Condition) = (99, ItemCondition.Unreadable);
        var read = new TableFixture().WriteAndOpen([file]).ReadAll().Single();
        Assert.Null(read.Extents);
        Assert.Equal((99L, ItemCondition.Unreadable), (read.Size, read.Condition));
    }

    private static Item At(string path)
    {
        var (parent, name) = ItemPath.Split(System.Text.Encoding.UTF8.GetBytes(path));
        return SampleItems.Named(parent, name, ItemKind.Fifo);
    }
}
