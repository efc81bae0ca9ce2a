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
    public void Run(IReadOnlyCollection<ChunkId> ids, IChunkReceiver receiver, CancellationToken cancellation)
    {
        var plan = ReadPlan.Of(repository, ids);
        foreach (var id in plan.Missing) receiver.Unavailable(new ChunkUnavailableException(id, "it is not in this repository"));
        WorkerThreads.ForEach(repository.Options.Workers, "read", plan.Runs, (run, _) => Read(run, receiver), cancellation);
    }

    private void Read(ReadRun run, IChunkReceiver receiver)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(run.Length);
        try
        {
            var whole = TryRead(run.Pack, run.Offset, bytes.AsSpan(0, run.Length));
            foreach (var (id, at) in run.Chunks)
            {
                if (!whole || !Deliver(id, at, bytes.AsSpan((int)(at.Offset - run.Offset)), receiver)) DeliverSingly(id, receiver);
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

    private bool Deliver(in ChunkId id, in ChunkLocation at, Span<byte> record, IChunkReceiver receiver)
    {
        byte[] plain = [];
        try
        {
            var payload = PackLayout.PayloadOf(record[..PackLayout.RecordSize((int)at.StoredLength)]);
            var header = repository.Packs.OpenRecord(at.Pack, at.Slot, record[..PackLayout.RecordSize((int)at.StoredLength)], payload);
            if (header.Id != id || header.PlainLength != at.PlainLength) return false;
            var stored = payload[..header.StoredLength];
            if (header.Codec == ChunkCodec.Stored)
            {
                reader.CheckName(id, stored);
                receiver.Received(id, stored);
                return true;
            }
            plain = ArrayPool<byte>.Shared.Rent(Math.Max((int)at.PlainLength, 1));
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
            if (plain.Length > 0) ArrayPool<byte>.Shared.Return(plain);
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
}
