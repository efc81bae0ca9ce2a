using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;

namespace Holdfast.Format.Tests.Items.Table;

/// <summary>Tables are read after their packs were opened, so damage here means a faulty writer or a stolen key: still no crash and no gigabytes.</summary>
public sealed class ItemTableDamageTests
{
    private const long MostMemory = 64 << 20;

    [Fact]
    public void Decode_RandomMutations_ThrowsMalformedOrReads()
    {
        var block = Block(new SampleItems(5).Tree(150));
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++) Attempt(Mutate(block, random), bytes => ItemBlockCodec.Decode(bytes));
    }

    [Fact]
    public void Decode_EveryTruncation_ThrowsMalformed()
    {
        var block = Block(new SampleItems(6).Tree(40));
        for (var length = 0; length < block.Length; length++)
            Assert.Throws<MalformedDataException>(() => ItemBlockCodec.Decode(block.AsSpan(0, length)));
        Assert.Throws<MalformedDataException>(() => ItemBlockCodec.Decode([.. block, 0]));
    }

    [Fact]
    public void DecodeNode_RandomMutations_ThrowsMalformedOrReads()
    {
        var buffer = new TableBuffer();
        TableNode.Encode(buffer, 1, [.. Enumerable.Range(0, 100).Select(i => new TableChild(FlatTree.Name(i), [1], SampleItems.Chunk(i), i, i * 1000L))]);
        var node = buffer.Written.ToArray();
        Assert.Equal(100, TableNode.Decode(node, 1).Length);
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++) Attempt(Mutate(node, random), bytes => TableNode.Decode(bytes, 1));
        for (var length = 0; length < node.Length; length++)
            Assert.Throws<MalformedDataException>(() => TableNode.Decode(node.AsSpan(0, length), 1));
        Assert.Throws<MalformedDataException>(() => TableNode.Decode(node, 2));
    }

    [Fact]
    public void DecodeList_RandomMutations_ThrowsMalformedOrReads()
    {
        var buffer = new TableBuffer();
        ExtentCodec.EncodeList(buffer, new SampleItems(8).Extents(500), 0, 500);
        var list = buffer.Written.ToArray();
        var random = new Random(8);
        for (var i = 0; i < 20_000; i++) Attempt(Mutate(list, random), bytes => ExtentLists.Decode(bytes));
        for (var length = 0; length < list.Length; length++)
            Assert.Throws<MalformedDataException>(() => ExtentLists.Decode(list.AsSpan(0, length)));
    }

    [Fact]
    public void Decode_RandomBytes_ThrowsMalformedOrReads()
    {
        var random = new Random(9);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            if (bytes.Length > 0) bytes[0] = 1;
            Attempt(bytes, data => ItemBlockCodec.Decode(data));
            Attempt(bytes, data => TableNode.Decode(data, 1));
            Attempt(bytes, data => ExtentLists.Decode(data));
        }
    }

    /// <summary>The sum of the lengths would overflow.</summary>
    [Fact]
    public void Decode_ExtentsLongerThanAnyFile_ThrowsMalformed()
    {
        var file = SampleItems.File("f", [Extent.Hole(5)]);
        file.Extents = [Extent.Hole(long.MaxValue), Extent.Hole(long.MaxValue), Extent.Hole(7)];
        Assert.Throws<MalformedDataException>(() => ItemBlockCodec.Decode(Block([file])));
    }

    [Theory]
    [InlineData("", "..")]
    [InlineData("", "a/../../b")]
    [InlineData("", "x\0")]
    [InlineData("../up", "x")]
    [InlineData("/etc", "passwd")]
    [InlineData("dir", "")]
    public void Decode_NameThatLeavesTheRoot_ThrowsMalformed(string parent, string name)
    {
        var item = SampleItems.Named(System.Text.Encoding.UTF8.GetBytes(parent), System.Text.Encoding.UTF8.GetBytes(name), ItemKind.Fifo);
        Assert.Throws<MalformedDataException>(() => ItemBlockCodec.Decode(Block([item])));
    }

    [Fact]
    public void ReadAll_ChunkOfTheTableLost_ThrowsUnavailable()
    {
        var fixture = new TableFixture();
        var table = fixture.WriteAndOpen(FlatTree.Items(300, 100));
        Assert.True(fixture.Chunks.Lose(fixture.Chunks.Stored[3]));
        Assert.Throws<ChunkUnavailableException>(() => table.ReadAll().Count());
    }

    [Fact]
    public void ReadAll_RootIsAnotherChunk_ThrowsMalformed()
    {
        var fixture = new TableFixture();
        var root = fixture.Write(FlatTree.Items(300, 100));
        Assert.Throws<MalformedDataException>(() => fixture.Open(root with { Level = root.Level + 1 }).ReadAll().Count());
        Assert.Throws<MalformedDataException>(() => fixture.Open(root with { Level = 0 }).ReadAll().Count());
        Assert.Throws<MalformedDataException>(() => fixture.Open(root with { Level = 1000 }).ReadAll().Count());
    }

    [Fact]
    public void ExtentsOf_ListOfAnotherFile_ThrowsMalformed()
    {
        var fixture = new TableFixture();
        var table = fixture.WriteAndOpen([SampleItems.File("a", new SampleItems(1).Extents(2000)), SampleItems.File("b", new SampleItems(2).Extents(2000))]);
        var (a, b) = (table.Find("a"u8.ToArray())!, table.Find("b"u8.ToArray())!);
        fixture.Chunks.Replace(a.ExtentLists![0], fixture.Chunks.Read(b.ExtentLists![0]));
        Assert.Throws<MalformedDataException>(() => table.ExtentsOf(a));
    }

    private static byte[] Block(IEnumerable<Item> items)
    {
        var (body, assembled, dictionary) = (new TableBuffer(), new TableBuffer(), new ChunkDictionary());
        Item? previous = null;
        var count = 0UL;
        foreach (var item in items)
        {
            ItemBlockCodec.Write(body, dictionary, item, previous);
            previous = item;
            count++;
        }
        assembled.Byte(ItemBlockCodec.Version);
        assembled.Number(count);
        dictionary.WriteTo(assembled);
        assembled.Raw(body.Written);
        return assembled.Written.ToArray();
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToArray();
        for (var i = random.Next(1, 4); i > 0; i--) bytes[random.Next(Math.Min(bytes.Length, random.Next(2) == 0 ? 64 : bytes.Length))] = (byte)random.Next(256);
        return random.Next(8) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static void Attempt(byte[] bytes, Action<byte[]> decode)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            decode(bytes);
        }
        catch (MalformedDataException)
        {
            // As promised; anything else fails the test.
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostMemory);
    }
}
