using Holdfast.Format.Chunks;
using Holdfast.Format.Chunks.Cutting;
using Holdfast.Format.Items;
using Holdfast.Workloads;

namespace Holdfast.Agent.Backup;

/// <summary>One worker: reads bundles of small files, and names, compresses and hands over what it or the large-file reader has read.</summary>
internal sealed class ContentWorker : IDisposable
{
    private readonly ChunkWriter chunks;
    private readonly IItemNotes notes;
    private readonly RunProgress progress;
    private readonly BackupOptions options;
    private readonly ReplicaComparer? comparer;
    private readonly CancellationToken cancellation;
    private readonly BundleBuffer bundled;

    /// <summary>A worker must not wait for slabs that only workers free: what it reads itself goes through slabs of its own.</summary>
    private readonly SlabPool ownSlabs = new(2, BackupRun.SlabSize);
    private readonly LargeFileReader inlineReader;

    public ContentWorker(
        ChunkWriter chunks, Cutter cutter, IItemNotes notes, RunProgress progress, BackupOptions options, IChunkSource? replica, CancellationToken cancellation)
    {
        this.chunks = chunks;
        this.notes = notes;
        this.progress = progress;
        this.options = options;
        this.cancellation = cancellation;
        comparer = replica is null ? null : new ReplicaComparer(replica, notes, progress);
        bundled = new BundleBuffer(options.SmallFile);
        inlineReader = new LargeFileReader(cutter, ownSlabs, Write, notes, progress, cancellation);
    }

    public void Do(object work)
    {
        switch (work)
        {
            case Bundle bundle:
                Write(bundle);
                break;
            case SlabWork slab:
                Write(slab);
                break;
            case List<Comparison> comparisons:
                foreach (var comparison in comparisons) Compare(comparison);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void Write(SlabWork work)
    {
        var total = work.Lengths.Sum();
        var extents = new Extent[work.Lengths.Length];
        try
        {
            var slab = work.Slab.AsSpan(0, total);
            if (AnyZero(slab, work.Lengths)) WriteSparse(slab, work.Lengths, extents);
            else
            {
                var ids = Account(slab, work.Lengths);
                for (var i = 0; i < extents.Length; i++) extents[i] = Extent.Data(ids[i], 0, (uint)work.Lengths[i]);
            }
        }
        finally
        {
            work.Pool.Return(work.Slab);
        }
        work.File.FillPart(work.Part, extents);
    }

    /// <summary>Chunks of zeros become holes and are neither named nor stored.</summary>
    private void WriteSparse(ReadOnlySpan<byte> slab, int[] lengths, Extent[] extents)
    {
        var at = 0;
        for (var i = 0; i < lengths.Length; i++)
        {
            var chunk = slab.Slice(at, lengths[i]);
            at += lengths[i];
            extents[i] = IsZero(chunk) ? Extent.Hole(chunk.Length) : Extent.Data(Account(chunk, [chunk.Length])[0], 0, (uint)chunk.Length);
        }
    }

    private void Write(Bundle bundle)
    {
        foreach (var file in bundle.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (bundled.IsFull) bundled.Drain(WriteBundled);
            ReadSmall(file);
        }
        bundled.Drain(WriteBundled);
    }

    private void ReadSmall(in PendingFile file)
    {
        var listing = file.Batch.Listing;
        switch (listing.ReadWhole(file.Item, bundled.Room, notes, out var length))
        {
            case SmallRead.Ok:
                Interlocked.Add(ref progress.BytesRead, length);
                bundled.Add(file, length);
                listing.Release();
                return;
            case SmallRead.TooLarge:
                inlineReader.Read(file);
                return;
            case SmallRead.Vanished:
                file.Vanished();
                listing.Release();
                return;
            default:
                file.Item.Condition |= ItemCondition.Unreadable;
                file.Complete();
                listing.Release();
                return;
        }
    }

    private void WriteBundled(ReadOnlySpan<byte> chunk, int start, IReadOnlyList<PlacedFile> files)
    {
        var id = chunk.IsEmpty ? default : Account(chunk, [chunk.Length])[0];
        foreach (var (file, offset, length) in files)
        {
            file.Item.Size = length;
            file.Item.Extents = length == 0 ? [] : new[] { Extent.Data(id, (uint)(offset - start), (uint)length) };
            file.Complete();
        }
    }

    private void Compare(Comparison comparison)
    {
        cancellation.ThrowIfCancellationRequested();
        var item = comparison.File.Item;
        if (comparer!.IsSame(comparison))
        {
            comparison.File.Complete();
            comparison.File.Batch.Listing.Release();
            return;
        }
        item.Extents = null;
        item.ExtentLists = null;
        inlineReader.Read(comparison.File);
    }

    private ReadOnlySpan<ChunkId> Account(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> lengths)
    {
        var (newBefore, knownBefore) = (chunks.BytesNew, chunks.BytesKnown);
        var ids = chunks.WriteMany(ChunkKind.Content, bytes, lengths);
        Interlocked.Add(ref progress.BytesChanged, chunks.BytesNew - newBefore);
        Interlocked.Add(ref progress.BytesDeduplicated, chunks.BytesKnown - knownBefore);
        return ids;
    }

    public void Dispose() => chunks.Dispose();

    private static bool AnyZero(ReadOnlySpan<byte> slab, int[] lengths)
    {
        var at = 0;
        foreach (var length in lengths)
        {
            if (IsZero(slab.Slice(at, length))) return true;
            at += length;
        }
        return false;
    }

    private static bool IsZero(ReadOnlySpan<byte> chunk) => !chunk.ContainsAnyExcept((byte)0);
}
