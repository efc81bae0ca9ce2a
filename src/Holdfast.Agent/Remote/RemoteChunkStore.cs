using System.Threading.Channels;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Bandwidth;
using Holdfast.Format.Chunks;

namespace Holdfast.Agent.Remote;

/// <summary>
/// The server's pool as a backup or a recovery on this machine sees it: over data streams, batched, throttled, and mended when they break. What has been stored
/// is acknowledged only after <see cref="Flush"/>. Thread-safe.
/// </summary>
public sealed class RemoteChunkStore : IChunkStore, IChunkSource, IDisposable
{
    /// <summary>Ids in one question when many chunks are read.</summary>
    private const int IdsPerRead = 256;

    private readonly DataStream questions;
    private readonly DataStream[] uploads;
    private readonly RemoteDecoder decoder;
    private readonly BandwidthLimit limit;
    private readonly CancellationToken cancellation;
    private readonly Lock gate = new();

    /// <summary>Chunks that were handed over and are not acknowledged: the server may not know them yet, and they must not be sent twice.</summary>
    private readonly HashSet<ChunkId> underway = [];
    private StoreRequest? open;
    private long bytesSent;

    public RemoteChunkStore(AttemptConnection connection, byte[] chunkIdKey, BandwidthLimit limit, CancellationToken cancellation)
    {
        this.limit = limit;
        this.cancellation = cancellation;
        decoder = new RemoteDecoder(chunkIdKey);
        questions = new DataStream(connection);
        uploads = [.. Enumerable.Range(0, Math.Clamp(connection.Streams, 1, 8)).Select(_ => new DataStream(connection))];
    }

    /// <summary>Encoded bytes of chunks handed to the streams. What is sent again after a cut is not counted again.</summary>
    public long BytesSent => Interlocked.Read(ref bytesSent);

    public void Pin(ReadOnlySpan<ChunkId> ids, Span<bool> known)
    {
        var asked = new List<ChunkId>(ids.Length);
        lock (gate)
        {
            for (var i = 0; i < ids.Length; i++)
            {
                known[i] = underway.Contains(ids[i]);
                if (!known[i]) asked.Add(ids[i]);
            }
        }
        if (asked.Count == 0) return;
        var at = 0;
        foreach (var part in asked.Chunk(DataLimits.MostIds))
        {
            var request = new PinRequest(part);
            questions.Ask(request, cancellation);
            request.Wait(cancellation);
            for (var i = 0; i < part.Length; i++)
            {
                while (known[at]) at++; // answered from what is under way
                known[at] = request.IsKnown(i);
                at++;
            }
        }
    }

    public void Store(in ChunkId id, ChunkKind kind, ChunkCodec codec, int plainLength, ReadOnlySpan<byte> payload)
    {
        StoreRequest? full = null, alsoFull = null;
        lock (gate)
        {
            if (!underway.Add(id)) return;
            if (open is not null && !open.HasRoomFor(plainLength, payload.Length)) (full, open) = (open, null);
            open ??= new StoreRequest(Math.Max(2 * DataLimits.BatchSize, payload.Length), Forget);
            open.Add(id, kind, codec, plainLength, payload);
            if (open.IsFull) (alsoFull, open) = (open, null);
        }
        if (full is not null) Send(full);
        if (alsoFull is not null) Send(alsoFull);
    }

    /// <summary>Waits until the server has acknowledged everything that was stored.</summary>
    public void Flush()
    {
        StoreRequest? last;
        lock (gate) (last, open) = (open, null);
        if (last is not null) Send(last);
        foreach (var upload in uploads) upload.Drain(cancellation);
    }

    public byte[] Read(in ChunkId id)
    {
        var arrived = Channel.CreateBounded<Chunk>(1);
        var request = new ReadRequest([id], arrived.Writer);
        questions.Ask(request, cancellation);
        request.Wait(cancellation);
        if (!arrived.Reader.TryRead(out var chunk)) throw new ChunkUnavailableException(id, "the server did not answer for it");
        byte[] plain = [];
        var length = decoder.Decode(id, chunk, ref plain);
        return plain.Length == length ? plain : plain[..length];
    }

    public void ReadMany(IReadOnlyCollection<ChunkId> ids, IChunkReceiver receiver, CancellationToken cancellation) =>
        new RemoteReadMany([questions, .. uploads], decoder, IdsPerRead).Run(ids, receiver, cancellation);

    public void Dispose()
    {
        questions.Dispose();
        foreach (var upload in uploads) upload.Dispose();
        decoder.Dispose();
    }

    private void Send(StoreRequest batch)
    {
        limit.Take(batch.Size, cancellation);
        Interlocked.Add(ref bytesSent, batch.Size);
        uploads.MinBy(upload => upload.Unanswered)!.Ask(batch, cancellation);
    }

    private void Forget(StoreRequest batch)
    {
        lock (gate)
            foreach (var id in batch.Ids) underway.Remove(id);
    }
}
