using FsCheck;
using FsCheck.Xunit;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;

namespace Holdfast.Format.Tests.Items.Table;

public sealed class ItemTableSeekTests
{
    /// <summary>Seek, list, find and subtree answer what a plain list of the same items would.</summary>
    [Property(MaxTest = 25, EndSize = 3000)]
    public void Reader_AnyKey_AnswersAsTheModel(int seed, PositiveInt count)
    {
        var items = new SampleItems(seed).Tree(count.Get);
        Check(new TableFixture().WriteAndOpen(items), items, new Random(seed), 20);
    }

    [Fact]
    public void Reader_TableOfSeveralLevels_AnswersAsTheModel()
    {
        var items = new SampleItems(11).Tree(40_000);
        var table = new TableFixture().WriteAndOpen(items);
        Assert.True(table.Root.Level >= 1);
        Check(table, items, new Random(11), 60);
    }

    [Fact]
    public void List_OneDirectoryOfALargeTable_ReadsAFewChunks()
    {
        var items = FlatTree.Items(directories: 1000, files: 100).ToList();
        var fixture = new TableFixture();
        var root = fixture.Write(items);
        fixture.Chunks.ForgetReads();
        Assert.Equal(100, fixture.Open(root).List("dir-000500"u8.ToArray()).Count());
        Assert.InRange(fixture.Chunks.Reads.Count, 2, 6);
        fixture.Chunks.ForgetReads();
        Assert.NotNull(fixture.Open(root).Find("dir-000999/file-0099"u8.ToArray()));
        Assert.InRange(fixture.Chunks.Reads.Count, 2, 4);
    }

    private static void Check(ItemTableReader table, List<Item> items, Random random, int probes)
    {
        for (var i = 0; i < probes; i++)
        {
            var some = items[random.Next(items.Count)];
            var (parent, name) = (some.Parent, some.Name);
            if (random.Next(3) == 0 && name.Length > 0) name = [.. name[..^1], (byte)random.Next(1, 256)];
            if (random.Next(4) == 0) parent = some.Path;

            var from = items.Where(item => ItemPath.CompareKeys(item.Parent, item.Name, parent, name) >= 0).Take(50);
            ItemAssert.Same(from, table.ReadFrom(parent, name).Take(50));
            ItemAssert.Same(items.Where(item => !item.IsRoot && item.Parent.AsSpan().SequenceEqual(parent)), table.List(parent));

            var path = ItemPath.Join(parent, name);
            var found = items.Find(item => item.Path.AsSpan().SequenceEqual(path));
            var answer = table.Find(path);
            Assert.Equal(found is null, answer is null);
            if (found is not null) ItemAssert.Same(found, answer!);
            var below = found is null ? [] : items.Where(item => ItemPath.IsWithin(item.Path, path));
            ItemAssert.Same(below, table.Subtree(path));
        }
    }
}
