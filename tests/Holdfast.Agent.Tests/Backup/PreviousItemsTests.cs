using Holdfast.Agent.Tests.Support;
using Holdfast.Format.Items;
using Holdfast.Workloads;
using Holdfast.Workloads.Files;

namespace Holdfast.Agent.Tests.Backup;

/// <summary>A source that asks for the tree of the point before, folder by folder, and what it is told of the run's end.</summary>
public sealed class PreviousItemsTests : IDisposable
{
    private readonly TempTree tree = new();
    private readonly Runs runs = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Run_SourceThatAsksAhead_IsToldEveryFolderAndNothingIsReadAgain()
    {
        tree.WriteMany(1500);
        tree.Write("a/b/c/deep", TempTree.Content(3, 100));
        tree.Write("gone/file", TempTree.Content(4, 100));
        var first = runs.BackUp(tree.Root);
        Directory.Delete(tree["gone"], recursive: true);
        tree.Write("a/new/file", TempTree.Content(5, 100));
        using var source = new AskingSource(FileSources.Open(tree.Root));

        var second = runs.BackUp(source, first);

        Assert.True(source.IsComplete);
        Assert.Equal(100, runs.Progress.BytesRead);
        var before = runs.Items(first).Where(item => !item.IsRoot && !Path(item).StartsWith("gone/", StringComparison.Ordinal)).Select(Path);
        Assert.Equal(before, source.Told.Select(Path));
        runs.AssertRecovers(second, tree);
    }

    [Fact]
    public void Run_ReadingEverything_IsToldNothing()
    {
        tree.Write("file", TempTree.Content(3, 100));
        var first = runs.BackUp(tree.Root);
        using var source = new AskingSource(FileSources.Open(tree.Root));

        runs.BackUp(source, first, options: Runs.Options with { ReadEverything = true });

        Assert.Empty(source.Told);
    }

    [Fact]
    public void Run_ThatFails_IsNotComplete()
    {
        tree.Write("file", TempTree.Content(3, 100));
        using var stop = new CancellationTokenSource();
        using var source = new AskingSource(FileSources.Open(tree.Root)) { Asked = stop.Cancel };

        Assert.ThrowsAny<OperationCanceledException>(() => runs.BackUp(source, cancellation: stop.Token));

        Assert.False(source.IsComplete);
    }

    private static string Path(Item item) => ItemPath.ToDisplay(item.Path);

    private sealed class AskingSource(IFileSource inner) : IFileSource
    {
        public List<Item> Told { get; } = [];

        public bool IsComplete { get; private set; }

        public Action Asked { get; init; } = () => { };

        public string Root => inner.Root;

        public bool IsSnapshot => inner.IsSnapshot;

        public IEnumerable<DirectoryListing> Walk(ScanOptions options, IItemNotes notes, CancellationToken ct)
        {
            Asked();
            if (options.Previous?.Root is { } root) Assert.True(root.IsRoot);
            foreach (var listing in inner.Walk(options, notes, ct))
            {
                if (listing.Items is not [{ IsRoot: true }]) Told.AddRange(options.Previous?.ChildrenOf(listing.Path) ?? []);
                yield return listing;
            }
        }

        public void Complete(IItemNotes notes) => IsComplete = true;

        public void Dispose() => inner.Dispose();
    }
}
