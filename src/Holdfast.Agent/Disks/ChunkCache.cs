using System.Buffers;
using Holdfast.Format.Chunks;

namespace Holdfast.Agent.Disks;

/// <summary>
/// Decoded chunks, each read once for all who want it at the same time; those that were used last stay, up to a number of bytes. What is read ahead is read on
/// threads of its own. Thread-safe.
/// </summary>
internal sealed class ChunkCache(IChunkSource chunks, long capacity) : IDisposable
{
    private const int Threads = 2, MostBatches = 64;

    /// <summary>A monitor: who waits for a chunk that another reads is woken by it.</summary>
    private readonly object gate = new();
    private readonly Dictionary<ChunkId, CachedChunk> places = [];
    private readonly LinkedList<CachedChunk> idle = new();
    private readonly Queue<List<CachedChunk>> batches = new();
    private readonly List<Thread> threads = [];
    private long size;
    private bool ended;

    /// <summary>Bytes that are held now.</summary>
    internal long Size
    {
        get
        {
            lock (gate) return size;
        }
    }

    /// <summary>Holds on to chunks, each named once. Those that nobody has begun to read are this caller's to read: <see cref="HeldChunks.Load"/>.</summary>
    public HeldChunks Take(IReadOnlyList<ChunkId> ids)
    {
        var held = new Dictionary<ChunkId, CachedChunk>(ids.Count);
        var mine = new List<CachedChunk>();
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(ended, this);
            foreach (var id in ids)
            {
                if (!places.TryGetValue(id, out var chunk)) places.Add(id, chunk = new CachedChunk(id));
                if (chunk.State == CachedChunkState.Queued)
                {
                    chunk.State = CachedChunkState.Loading;
                    mine.Add(chunk);
                }
                Use(chunk);
                held.Add(id, chunk);
            }
        }
        return new HeldChunks(this, held, mine);
    }

    /// <summary>Has chunks read that will be wanted soon. Promises nothing: where much is waiting already, it is left out.</summary>
    public void Prefetch(IReadOnlyList<ChunkId> ids)
    {
        lock (gate)
        {
            if (ended || batches.Count == MostBatches) return;
            var batch = new List<CachedChunk>(ids.Count);
            foreach (var id in ids)
            {
                if (places.ContainsKey(id)) continue;
                var chunk = new CachedChunk(id);
                places.Add(id, chunk);
                batch.Add(chunk);
            }
            if (batch.Count == 0) return;
            batches.Enqueue(batch);
            if (threads.Count < Threads) Start();
            Monitor.PulseAll(gate);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            ended = true;
            Monitor.PulseAll(gate);
        }
        foreach (var thread in threads) thread.Join();
        lock (gate)
        {
            while (idle.First is { } first) Drop(first.Value);
            places.Clear();
        }
    }

    /// <summary>Reads chunks that are the caller's to read. What cannot be read has failed for everybody who waits.</summary>
    internal void Load(IReadOnlyList<CachedChunk> mine)
    {
        if (mine.Count == 0) return;
        var arrival = new Arrival(this, mine);
        try
        {
            if (mine.Count == 1) ReadOne(mine[0], arrival);
            else chunks.ReadMany([.. mine.Select(chunk => chunk.Id)], arrival, CancellationToken.None);
        }
        catch (Exception failure)
        {
            Fail(mine, failure);
            throw;
        }
        Fail(mine, new InvalidOperationException("A chunk was neither read nor reported as missing."));
    }

    /// <exception cref="ChunkUnavailableException">It could not be read.</exception>
    internal void Await(CachedChunk chunk)
    {
        lock (gate)
        {
            while (chunk.State == CachedChunkState.Loading) Monitor.Wait(gate);
            if (chunk.Failure is { } failure) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <param name="mine">What the caller had to read: if it did not, nobody will.</param>
    internal void Release(IEnumerable<CachedChunk> held, IReadOnlyList<CachedChunk> mine)
    {
        Fail(mine, new OperationCanceledException("The read was given up."));
        lock (gate)
        {
            foreach (var chunk in held)
            {
                if (--chunk.Users > 0) continue;
                if (chunk.State == CachedChunkState.Ready) chunk.Idle = idle.AddFirst(chunk);
            }
            while (size > capacity && idle.Last is { } oldest) Drop(oldest.Value);
        }
    }

    private void ReadOne(CachedChunk chunk, Arrival arrival)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
        var rented = buffer;
        try
        {
            var length = chunks.Read(chunk.Id, ref buffer);
            arrival.Received(chunk.Id, buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Arrived(CachedChunk chunk, ReadOnlySpan<byte> plain)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(plain.Length);
        plain.CopyTo(buffer);
        lock (gate)
        {
            (chunk.Buffer, chunk.Length, chunk.State) = (buffer, plain.Length, CachedChunkState.Ready);
            size += buffer.Length;
            Monitor.PulseAll(gate);
        }
    }

    private void Fail(IReadOnlyList<CachedChunk> of, Exception reason)
    {
        lock (gate)
        {
            foreach (var chunk in of)
            {
                if (chunk.State is CachedChunkState.Ready or CachedChunkState.Failed) continue;
                (chunk.State, chunk.Failure) = (CachedChunkState.Failed, reason);
                places.Remove(chunk.Id);
            }
            Monitor.PulseAll(gate);
        }
    }

    private void Use(CachedChunk chunk)
    {
        chunk.Users++;
        if (chunk.Idle is not { } node) return;
        idle.Remove(node);
        chunk.Idle = null;
    }

    private void Drop(CachedChunk chunk)
    {
        idle.Remove(chunk.Idle!);
        places.Remove(chunk.Id);
        size -= chunk.Buffer.Length;
        ArrayPool<byte>.Shared.Return(chunk.Buffer);
    }

    private void Start()
    {
        var thread = new Thread(ReadAhead) { Name = $"read-ahead-{threads.Count + 1}", IsBackground = true };
        threads.Add(thread);
        thread.Start();
    }

    private void ReadAhead()
    {
        while (NextBatch() is { } batch)
        {
            try
            {
                Load(batch);
            }
            catch (Exception)
            {
                // It has been told to who waits for these chunks; who wants them later reads them again, and is told then.
            }
            finally
            {
                Release(batch, []);
            }
        }
    }

    private List<CachedChunk>? NextBatch()
    {
        lock (gate)
        {
            while (batches.Count == 0 && !ended) Monitor.Wait(gate);
            if (ended)
            {
                foreach (var batch in batches) Fail(batch.FindAll(chunk => chunk.State == CachedChunkState.Queued), new ObjectDisposedException(nameof(ChunkCache)));
                return null;
            }
            var next = batches.Dequeue().FindAll(chunk => chunk.State == CachedChunkState.Queued); // the others were wanted before their turn
            foreach (var chunk in next)
            {
                chunk.State = CachedChunkState.Loading;
                Use(chunk);
            }
            return next;
        }
    }

    private sealed class Arrival(ChunkCache cache, IReadOnlyList<CachedChunk> awaited) : IChunkReceiver
    {
        private readonly Dictionary<ChunkId, CachedChunk> places = awaited.ToDictionary(chunk => chunk.Id);

        public void Received(in ChunkId id, ReadOnlySpan<byte> plain) => cache.Arrived(places[id], plain);

        public void Unavailable(ChunkUnavailableException reason) => cache.Fail([places[reason.Id]], reason);
    }
}
