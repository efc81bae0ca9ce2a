using System.Buffers;
using System.Runtime.ExceptionServices;
using Holdfast.Agent.Backup;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Workloads.Applications;

namespace Holdfast.Agent.Applications;

/// <summary>
/// Makes a recovery point of what an application hands over: cuts (on the application's thread), names, compresses and stores (workers), and sorts the item table
/// at the end. What lies between threads is bounded; items stay in memory, extents of large files do not. Dispose it, also after a failure.
/// </summary>
public sealed class PointAssembly : IItemSink, IDisposable
{
    /// <summary>A file that is given whole and is larger than this is cut like any other.</summary>
    private const int LargestWhole = FixedCutter.DatabaseExtent;

    private readonly IChunkStore store;
    private readonly BackupOptions options;
    private readonly RunProgress progress;
    private readonly CancellationTokenSource stop;
    private readonly CancellationToken cancellation;
    private readonly BoundedQueue<AssembledPart> queue;
    private readonly List<Thread> workers;
    private readonly PreviousPoint? previous;
    private readonly List<Item> items = [];
    private readonly Lock gate = new();
    private ExceptionDispatchInfo? failure;

    /// <param name="previous">Table of the previous point; null for the first.</param>
    /// <param name="chunks">Reads the previous point.</param>
    public PointAssembly(IChunkStore store, ItemTableReader? previous, IChunkSource chunks, BackupOptions options, RunProgress progress, CancellationToken cancellation)
    {
        (this.store, this.options, this.progress, this.cancellation) = (store, options, progress, cancellation);
        Previous = chunks;
        this.previous = previous is null ? null : new PreviousPoint(previous, chunks);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        queue = new BoundedQueue<AssembledPart>(options.Workers * 2);
        workers = [.. Enumerable.Range(0, options.Workers).Select(number => new Thread(Work) { Name = $"assembly-{number}", IsBackground = true })];
        foreach (var worker in workers) worker.Start();
    }

    IPreviousItems? IItemSink.Previous => previous;

    /// <summary>Bytes that were handed over.</summary>
    public long BytesTaken => Interlocked.Read(ref bytesTaken);

    internal IChunkSource Previous { get; }

    public void Add(Item item)
    {
        if (item.Kind == ItemKind.File) throw new ArgumentException("A file is added with its content.", nameof(item));
        Accept(item);
    }

    public void AddFile(Item item, ReadOnlySpan<byte> content)
    {
        if (content.Length > LargestWhole)
        {
            using var large = BeginFile(item, new FixedCutter());
            large.Append(content);
            large.Complete();
            return;
        }
        CountRead(content.Length);
        var file = new AssembledFile(item);
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(content.Length, 1));
        content.CopyTo(buffer);
        item.Size = content.Length;
        Hand(new AssembledPart(file, file.Reserve(isLast: true), buffer, content.IsEmpty ? [] : [AssembledPiece.Chunk(content.Length)]));
        Accept(item);
    }

    public ItemContent BeginFile(Item item, IContentCutter cutter, byte[]? basedOn = null)
    {
        var earlier = basedOn is null ? null : new FileExtents(Previous, PreviousFile(basedOn));
        return new AssembledContent(this, item, cutter, earlier);
    }

    public void Keep(Item item, byte[] previousPath)
    {
        var kept = PreviousFile(previousPath);
        (item.Size, item.Extents, item.ExtentLists) = (kept.Size, kept.Extents, kept.ExtentLists);
        Accept(item);
    }

    /// <summary>Waits for the workers and writes the item table; all chunks have been handed to the store.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: nothing counts.</exception>
    public ItemTableRoot Finish()
    {
        queue.Complete();
        foreach (var worker in workers) worker.Join();
        ThrowIfFailed();
        cancellation.ThrowIfCancellationRequested();
        using var chunks = new ChunkWriter(store, options.ChunkIdKey, options.Compression);
        var table = new ItemTableWriter(chunks);
        foreach (var item in TableOrder.Of(items))
        {
            cancellation.ThrowIfCancellationRequested();
            table.Add(item);
        }
        return table.Complete();
    }

    /// <summary>Throws what made a worker fail: it is the cause of whatever the application's side said.</summary>
    public void ThrowIfFailed() => failure?.Throw();

    public void Dispose()
    {
        stop.Cancel();
        queue.Complete();
        foreach (var worker in workers) worker.Join();
        stop.Dispose();
    }

    internal void CountRead(int bytes) => Interlocked.Add(ref bytesTaken, bytes);

    internal void Accept(Item item)
    {
        Interlocked.Increment(ref progress.Items);
        lock (gate) items.Add(item);
    }

    internal void Hand(AssembledPart part)
    {
        try
        {
            queue.Add(part, stop.Token);
        }
        catch (OperationCanceledException)
        {
            ThrowIfFailed();
            throw;
        }
    }

    private Item PreviousFile(byte[] path) =>
        previous?.Find(path) is { Kind: ItemKind.File } file && (file.Extents is not null || file.ExtentLists is not null) ? file : throw new WorkloadException(
            WorkloadFault.ChainBroken, $"The previous recovery point has no file '{ItemPath.ToDisplay(path)}'.", "Make a full backup.");

    private void Work()
    {
        try
        {
            using var chunks = new ChunkWriter(store, options.ChunkIdKey, options.Compression);
            while (queue.TryTake(out var part, stop.Token)) Write(part, chunks);
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
            stop.Cancel();
        }
    }

    private void Write(AssembledPart part, ChunkWriter chunks)
    {
        var extents = new Extent[part.Pieces.Count];
        var (newBefore, knownBefore) = (chunks.BytesNew, chunks.BytesKnown);
        try
        {
            var at = 0;
            for (var i = 0; i < extents.Length; i++)
            {
                var piece = part.Pieces[i];
                extents[i] = piece.IsKnown ? piece.Known : Extent(part.Buffer.AsSpan(at, piece.Length), chunks);
                at += piece.Length;
            }
        }
        finally
        {
            if (part.Buffer is not null) ArrayPool<byte>.Shared.Return(part.Buffer);
        }
        Interlocked.Add(ref progress.BytesChanged, chunks.BytesNew - newBefore);
        Interlocked.Add(ref progress.BytesDeduplicated, chunks.BytesKnown - knownBefore);
        part.File.Fill(part.Number, extents, chunks);
    }

    /// <summary>Zeros become a hole and are neither named nor stored.</summary>
    private static Extent Extent(ReadOnlySpan<byte> chunk, ChunkWriter chunks) =>
        chunk.ContainsAnyExcept((byte)0) ? Format.Items.Extent.Data(chunks.Write(ChunkKind.Content, chunk), 0, (uint)chunk.Length) : Format.Items.Extent.Hole(chunk.Length);

    private long bytesTaken;
}
