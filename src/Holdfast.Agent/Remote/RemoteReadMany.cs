using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Holdfast.Contracts.Agent;
using Holdfast.Format.Chunks;

namespace Holdfast.Agent.Remote;

/// <summary>Reads many chunks: one thread a stream asks, decodes, and hands over. What a receiver does not take in time is not asked for.</summary>
internal sealed class RemoteReadMany(DataStream[] streams, RemoteDecoder decoder, int idsPerRead)
{
    private const int Ahead = 8;

    public void Run(IReadOnlyCollection<ChunkId> ids, IChunkReceiver receiver, CancellationToken cancellation)
    {
        var parts = ids.Chunk(idsPerRead).ToList();
        var next = -1;
        ExceptionDispatchInfo? failure = null;
        void Work(DataStream stream)
        {
            byte[] plain = [];
            try
            {
                for (int i; Volatile.Read(ref failure) is null && (i = Interlocked.Increment(ref next)) < parts.Count;)
                    ReadPart(stream, parts[i], receiver, ref plain, cancellation);
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
            }
        }
        var threads = streams.Skip(1).Take(Math.Max(parts.Count - 1, 0)).Select(stream => new Thread(() => Work(stream)) { Name = "remote-read", IsBackground = true }).ToList();
        foreach (var thread in threads) thread.Start();
        Work(streams[0]);
        foreach (var thread in threads) thread.Join();
        failure?.Throw();
    }

    private void ReadPart(DataStream stream, ChunkId[] ids, IChunkReceiver receiver, ref byte[] plain, CancellationToken cancellation)
    {
        var arrived = Channel.CreateBounded<Chunk>(Ahead);
        var request = new ReadRequest(ids, arrived.Writer);
        stream.Ask(request, cancellation);
        var missing = new HashSet<ChunkId>(ids);
        try
        {
            Deliver(arrived.Reader, missing, receiver, ref plain, cancellation);
        }
        finally
        {
            arrived.Writer.TryComplete();
        }
        request.Wait(cancellation);
        foreach (var id in missing) receiver.Unavailable(new ChunkUnavailableException(id, "the server did not answer for it"));
    }

    private void Deliver(ChannelReader<Chunk> arrived, HashSet<ChunkId> missing, IChunkReceiver receiver, ref byte[] plain, CancellationToken cancellation)
    {
        while (Next(arrived, cancellation) is { } chunk)
        {
            var id = ChunkId.Read(chunk.Id.Span);
            missing.Remove(id);
            int length;
            try
            {
                length = decoder.Decode(id, chunk, ref plain);
            }
            catch (ChunkUnavailableException reason)
            {
                receiver.Unavailable(reason);
                continue;
            }
            receiver.Received(id, plain.AsSpan(0, length));
        }
    }

    /// <summary>The next chunk, or null at the end. Runs on threads of its own, so it may wait for the queue.</summary>
    private static Chunk? Next(ChannelReader<Chunk> arrived, CancellationToken cancellation)
    {
        if (arrived.TryRead(out var chunk)) return chunk;
        return arrived.WaitToReadAsync(cancellation).AsTask().GetAwaiter().GetResult() && arrived.TryRead(out chunk) ? chunk : null;
    }
}
