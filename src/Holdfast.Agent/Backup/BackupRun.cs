using System.Runtime.ExceptionServices;
using Holdfast.Format.Chunks;
using Holdfast.Format.Chunks.Cutting;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Workloads;

namespace Holdfast.Agent.Backup;

/// <summary>
/// One backup of a tree: scan (beside the previous point) → read → cut → name → known? → compress → store → item table. The scan, the reader of large files,
/// the workers and the table's writer each have threads of their own; what lies between them is bounded, so memory does not depend on the source.
/// </summary>
public sealed class BackupRun(
    IFileSource source, ScanOptions scan, ItemTableReader? previous, IChunkSource? replica, IChunkStore store, IItemNotes notes, RunProgress progress, BackupOptions options)
{
    /// <summary>Buffers for large files: enough for one to be read, one to be carried on, and one for each worker and its next.</summary>
    internal const int SlabSize = 5 << 20;

    private ExceptionDispatchInfo? failure;

    /// <summary>Runs to the end and returns the root of the item table; all chunks have been handed to the store.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: nothing counts.</exception>
    public ItemTableRoot Run(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var work = new BoundedQueue<object>(options.Workers * 2);
        var largeFiles = new BoundedQueue<PendingFile>(64);
        var slabs = new SlabPool(options.Workers + 3, SlabSize);
        var cutter = new Cutter(options.CutKey, options.Cuts);
        var batches = new BatchQueue();
        ItemTableRoot? root = null;

        var workers = Enumerable.Range(0, options.Workers).Select(i => Start($"worker-{i}", stop, () => RunWorker(work, cutter, stop.Token))).ToList();
        var reader = Start("large-file-reader", stop, () =>
        {
            var large = new LargeFileReader(cutter, slabs, slab => work.Add(slab, stop.Token), notes, progress, stop.Token);
            while (largeFiles.TryTake(out var file, stop.Token)) large.Read(file);
        });
        var table = Start("item-table", stop, () => root = WriteTable(batches, stop.Token));

        Guard(stop, () =>
        {
            using var before = new PreviousItems(previous);
            new Scanner(source, options.ReadEverything ? scan : scan with { Previous = before }, before, batches, work, largeFiles, notes, progress, options, stop.Token).Run();
        });
        batches.Complete();
        largeFiles.Complete();
        reader.Join();
        work.Complete();
        foreach (var worker in workers) worker.Join();
        table.Join();
        failure?.Throw();
        cancellation.ThrowIfCancellationRequested();
        source.Complete(notes);
        return root!;
    }

    private void RunWorker(BoundedQueue<object> work, Cutter cutter, CancellationToken cancellation)
    {
        var chunks = new ChunkWriter(store, options.ChunkIdKey, options.Compression);
        using var worker = new ContentWorker(chunks, cutter, notes, progress, options, options.ReadEverything ? replica : null, cancellation);
        while (work.TryTake(out var part, cancellation)) worker.Do(part);
    }

    private ItemTableRoot WriteTable(BatchQueue batches, CancellationToken cancellation)
    {
        using var chunks = new ChunkWriter(store, options.ChunkIdKey, options.Compression);
        var table = new ItemTableWriter(chunks);
        while (batches.Take(cancellation) is { } batch)
        {
            batch.Wait(cancellation);
            for (var i = 0; i < batch.Items.Length; i++)
            {
                if (batch.Items[i] is not { } item) continue;
                if (batch.SameAs?.TryGetValue(i, out var first) == true) TakeContent(item, first);
                if (item.Condition.HasFlag(ItemCondition.Unreadable)) Interlocked.Increment(ref progress.ItemsFailed);
                table.Add(item);
            }
            batch.Listing.Release();
            batches.Release();
        }
        return table.Complete();
    }

    /// <summary>Another name of an object: content and metadata are those of the name that was read.</summary>
    private void TakeContent(Item item, Item first)
    {
        (item.Size, item.Modified, item.Changed) = (first.Size, first.Modified, first.Changed);
        (item.Flags, item.Attributes) = (first.Flags, first.Attributes);
        (item.Extents, item.ExtentLists, item.Condition) = (first.Extents, first.ExtentLists, first.Condition);
        if (item.Extents is not null || item.ExtentLists is not null) return;
        item.Condition |= ItemCondition.Unreadable;
        notes.Add(new ItemNote(NoteKind.Unreadable, item.Path, 0, "The object could not be read under its first name."));
    }

    private Thread Start(string name, CancellationTokenSource stop, Action action)
    {
        var thread = new Thread(() => Guard(stop, action)) { Name = name, IsBackground = true };
        thread.Start();
        return thread;
    }

    /// <summary>The first failure is kept and stops all others; what they throw because of that is not the cause.</summary>
    private void Guard(CancellationTokenSource stop, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
            stop.Cancel();
        }
    }
}
