using Holdfast.Agent.Tests.Support;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Workloads;

namespace Holdfast.Agent.Tests.Recovery;

public sealed class RecoveryRunTests : IDisposable
{
    private readonly TempTree tree = new();
    private readonly TempTree target = new();
    private readonly Runs runs = new();

    /// <summary>One chunk in the middle of a large file is lost: exactly that range is named, the file is not written, all others are.</summary>
    [Fact]
    public void Run_ChunkOfALargeFileMissing_NamesItsRange()
    {
        tree.WriteMany(100);
        tree.Write("large", TempTree.Content(1, 2 << 20));
        var root = runs.BackUp(tree.Root);
        var extents = runs.Extents(root, "large");
        var lost = extents.Count / 2;
        var offset = extents.Take(lost).Sum(extent => extent.Length);
        runs.Chunks.Lose(extents[lost].Chunk);
        runs.Recover(root, target.Root);
        var note = Assert.Single(runs.Notes.Of(NoteKind.NotWritten));
        Assert.Equal("large", ItemPath.ToDisplay(note.Path));
        Assert.Contains($"{extents[lost].Length} bytes at offset {offset} ", note.Message, StringComparison.Ordinal);
        Assert.Equal(1, runs.Progress.ItemsFailed);
        Assert.False(File.Exists(target["large"]));
        Assert.Equal(tree.Files().Keys.Where(name => name != "large"), target.Files().Keys);
    }

    [Fact]
    public void Run_SeveralChunksOfAFileMissing_NamesEveryRange()
    {
        tree.Write("large", TempTree.Content(1, 2 << 20));
        var root = runs.BackUp(tree.Root);
        var extents = runs.Extents(root, "large");
        var struck = new[] { 1, extents.Count / 2, extents.Count - 1 };
        foreach (var number in struck) runs.Chunks.Lose(extents[number].Chunk);
        runs.Recover(root, target.Root);
        var said = string.Join(" ", runs.Notes.Of(NoteKind.NotWritten).Select(note => note.Message));
        foreach (var number in struck)
            Assert.Contains($"{extents[number].Length} bytes at offset {extents.Take(number).Sum(extent => extent.Length)} ", said, StringComparison.Ordinal);
        Assert.Equal(1, runs.Progress.ItemsFailed);
    }

    [Fact]
    public void Run_BundleMissing_NamesAllItsFilesAndNoOther()
    {
        tree.WriteMany(1500);
        var root = runs.BackUp(tree.Root);
        var items = runs.Items(root).Where(item => item is { Kind: ItemKind.File, Size: > 0 }).ToList();
        var bundle = items[items.Count / 2].Extents![0].Chunk;
        var concerned = items.Where(item => item.Extents!.Any(extent => extent.Chunk == bundle)).Select(item => ItemPath.ToDisplay(item.Path)).ToHashSet();
        Assert.InRange(concerned.Count, 2, items.Count - 1);
        runs.Chunks.Lose(bundle);
        runs.Recover(root, target.Root);
        Assert.Equal(concerned, runs.Notes.Of(NoteKind.NotWritten).Select(note => ItemPath.ToDisplay(note.Path)).ToHashSet());
        Assert.Equal(concerned.Count, runs.Progress.ItemsFailed);
        Assert.Equal(tree.Files().Keys.Where(name => !concerned.Contains(name)), target.Files().Keys);
    }

    [Fact]
    public void Run_Backup_ReadsEveryChunkOnce()
    {
        tree.WriteMany(500);
        tree.Write("large", TempTree.Content(1, 1 << 20));
        tree.Write("same", TempTree.Content(1, 1 << 20));
        var root = runs.BackUp(tree.Root);
        var table = new ItemTableReader(runs.Chunks, root);
        var content = table.ReadAll().SelectMany(table.ExtentsOf).Where(extent => !extent.IsHole).Select(extent => extent.Chunk).Distinct().ToHashSet();
        runs.Chunks.ForgetReads();
        runs.Recover(root, target.Root);
        Assert.Equal(content.Count, runs.Chunks.Reads.Count(content.Contains));
    }

    [Fact]
    public void Run_FileThatCouldNotBeRead_IsNamed()
    {
        var chunks = new Format.Chunks.ChunkWriter(runs.Chunks, Runs.Options.ChunkIdKey, Runs.Options.Compression);
        var table = new ItemTableWriter(chunks);
        table.Add(new Item { Parent = [], Name = [], Kind = ItemKind.Directory, Mode = 0x1ED });
        table.Add(new Item { Parent = [], Name = "unreadable"u8.ToArray(), Kind = ItemKind.File, Size = 10, Condition = ItemCondition.Unreadable });
        runs.Recover(table.Complete(), target.Root);
        Assert.Equal("unreadable", ItemPath.ToDisplay(Assert.Single(runs.Notes.Of(NoteKind.NotWritten)).Path));
        Assert.Equal(1, runs.Progress.ItemsFailed);
        Assert.Empty(target.Files());
    }

    [Fact]
    public void Run_Cancelled_Throws()
    {
        tree.WriteMany(20);
        var root = runs.BackUp(tree.Root);
        Assert.ThrowsAny<OperationCanceledException>(() => runs.Recover(root, target.Root, new CancellationToken(canceled: true)));
    }

    public void Dispose()
    {
        tree.Dispose();
        target.Dispose();
    }
}
