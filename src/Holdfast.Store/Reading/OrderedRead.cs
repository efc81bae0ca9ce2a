using System.Buffers;
using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;
using Holdfast.Store.Index;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Reading;

/// <summary>
/// Reads a set of chunks in the order in which they lie in the packs: neighbors come with one read, several runs at a time. Each chunk is decoded
/// once. One that fails here is tried again singly, over its other copies, before it is given up.
/// </summary>
internal sealed class OrderedRead(Repository repository, ChunkReader reader)
{
    private const int LargestRun = 4 << 20, WidestGap = 16 << 10;

    public void Run(IReadOnlyCollection<ChunkId> ids, IChunkReceiver receiver, CancellationToken cancellation)
    {
        var wanted = new List<(ChunkId Id, ChunkLocation At)>(ids.Count);
        foreach (var id in ids)
        {
            var at = reader.Copies(id).FirstOrDefault();
            if (at == default) receiver.Unavailable(new ChunkUnavailableException(id, "it is not in this repository"));
            else wanted.Add((id, at));
        }
        wanted.Sort((a, b) => a.At.Pack == b.At.Pack ? a.At.Offset.CompareTo(b.At.Offset) : a.At.Pack.CompareTo(b.At.Pack));
        var runs = Group(wanted);
        WorkerThreads.ForEach(repository.Options.Workers, "read", runs, (run, _) => ReadRun(run, receiver), cancellation);
    }

    private static List<List<(ChunkId Id, ChunkLocation At)>> Group(List<(ChunkId Id, ChunkLocation At)> wanted)
    {
        var runs = new List<List<(ChunkId, ChunkLocation)>>();
        List<(ChunkId Id, ChunkLocation At)>? current = null;
        foreach (var chunk in wanted)
        {
            var joins = current is not null && current[^1].At.Pack == chunk.At.Pack
                && chunk.At.Offset <= End(current[^1].At) + WidestGap && End(chunk.At) - current[0].At.Offset <= LargestRun;
            if (!joins) runs.Add(current = []);
            current!.Add(chunk);
        }
        return runs;
    }

    private void ReadRun(List<(ChunkId Id, ChunkLocation At)> run, IChunkReceiver receiver)
    {
        var start = run[0].At.Offset;
        var size = (int)(End(run[^1].At) - start);
        var bytes = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var whole = TryRead(run[0].At.Pack, start, bytes.AsSpan(0, size));
            foreach (var (id, at) in run)
            {
                if (!whole || !Deliver(id, at, bytes.AsSpan((int)(at.Offset - start)), receiver)) DeliverSingly(id, receiver);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private bool TryRead(in PackId pack, long offset, Span<byte> destination)
    {
        try
        {
            repository.Packs.ReadExactly(pack, offset, destination);
            return true;
        }
        catch (Exception error) when (error is MalformedDataException or StorageException)
        {
            return false; // each chunk of the run is tried alone: that names exactly what is lost
        }
    }

    private bool Deliver(in ChunkId id, in ChunkLocation at, ReadOnlySpan<byte> record, IChunkReceiver receiver)
    {
        var payload = ArrayPool<byte>.Shared.Rent(Math.Max((int)at.StoredLength, 1));
        var plain = ArrayPool<byte>.Shared.Rent(Math.Max((int)at.PlainLength, 1));
        try
        {
            var header = repository.Packs.OpenRecord(at.Pack, at.Slot, record[..PackLayout.RecordSize((int)at.StoredLength)], payload.AsSpan(0, (int)at.StoredLength));
            if (header.Id != id || header.PlainLength != at.PlainLength) return false;
            var stored = payload.AsSpan(0, header.StoredLength);
            if (header.Codec == ChunkCodec.Stored)
            {
                reader.CheckName(id, stored);
                receiver.Received(id, stored);
                return true;
            }
            reader.Decode(id, header.Codec, stored, plain.AsSpan(0, header.PlainLength));
            receiver.Received(id, plain.AsSpan(0, header.PlainLength));
            return true;
        }
        catch (MalformedDataException)
        {
            return false; // read again singly, which notes the damage and tries other copies
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(payload);
            ArrayPool<byte>.Shared.Return(plain);
        }
    }

    private void DeliverSingly(ChunkId id, IChunkReceiver receiver)
    {
        byte[] plain;
        try
        {
            plain = reader.Read(id);
        }
        catch (ChunkUnavailableException error)
        {
            receiver.Unavailable(error);
            return;
        }
        catch (StorageException error)
        {
            receiver.Unavailable(new ChunkUnavailableException(id, error.Message, error));
            return;
        }
        receiver.Received(id, plain);
    }

    private static long End(in ChunkLocation at) => at.Offset + PackLayout.RecordSize((int)at.StoredLength);
}
