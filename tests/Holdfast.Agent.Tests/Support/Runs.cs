using Holdfast.Agent.Backup;
using Holdfast.Agent.Recovery;
using Holdfast.Format.Chunks;
using Holdfast.Format.Chunks.Cutting;
using Holdfast.Format.Compression;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Testing.Chunks;
using Holdfast.Workloads;
using Holdfast.Workloads.Files;

namespace Holdfast.Agent.Tests.Support;

/// <summary>Backups and recoveries of one test: one store in memory, one set of notes, one progress.</summary>
internal sealed class Runs
{
    public static readonly BackupOptions Options = new(
        [.. Enumerable.Range(0, 32).Select(i => (byte)i)], [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 3))], CompressionPolicy.Default, new CutSizes(16 << 10, 64 << 10, 256 << 10));

    public MemoryChunks Chunks { get; } = new();

    public Notes Notes { get; } = new();

    public RunProgress Progress { get; private set; } = new();

    public ItemTableRoot BackUp(string root, ItemTableRoot? previous = null, IChunkStore? store = null, BackupOptions? options = null, CancellationToken cancellation = default)
    {
        using var source = FileSources.Open(root, new FarFuture());
        return BackUp(source, previous, store, options, cancellation);
    }

    public ItemTableRoot BackUp(
        IFileSource source, ItemTableRoot? previous = null, IChunkStore? store = null, BackupOptions? options = null, CancellationToken cancellation = default)
    {
        Progress = new RunProgress();
        var before = previous is { } there ? new ItemTableReader(Chunks, there) : null;
        return new BackupRun(source, ScanOptions.Everything, before, Chunks, store ?? Chunks, Notes, Progress, options ?? Options).Run(cancellation);
    }

    public IReadOnlyList<Item> Items(in ItemTableRoot root) => [.. new ItemTableReader(Chunks, root).ReadAll()];

    public Item Find(in ItemTableRoot root, string path) => new ItemTableReader(Chunks, root).Find(ItemPath.FromDisplay(path))!;

    public IReadOnlyList<Extent> Extents(in ItemTableRoot root, string path) => new ItemTableReader(Chunks, root).ExtentsOf(Find(root, path));

    public void Recover(ItemTableRoot root, string target, CancellationToken cancellation = default)
    {
        Progress = new RunProgress();
        var table = new ItemTableReader(Chunks, root);
        using var destination = FileTargets.Open(target, new TargetOptions(ExistingItem.Overwrite, SecurityFrom.Point), Notes);
        new RecoveryRun(table, Chunks, destination, Notes, Progress).Run(table.ReadAll(), cancellation);
    }

    public void AssertRecovers(ItemTableRoot root, TempTree source)
    {
        using var target = new TempTree();
        Recover(root, target.Root);
        SortedDictionary<string, byte[]> expected = source.Files(), actual = target.Files();
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (name, content) in expected) Assert.True(content.AsSpan().SequenceEqual(actual[name]), $"'{name}' differs.");
        Assert.Equal(0, Progress.ItemsFailed);
    }

    /// <summary>A clock far ahead: files just written do not count as changed in this very second.</summary>
    private sealed class FarFuture : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(1);
    }
}
