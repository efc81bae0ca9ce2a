using System.Buffers;
using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;
using Holdfast.Format.Hashing;
using Holdfast.Format.Packs;
using Holdfast.Store.Index;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Reading;

/// <summary>Reads chunks: finds them in the index, opens the record, decodes, and checks the plaintext against the id. A damaged copy is noted and another copy tried.</summary>
public sealed class ChunkReader : IChunkSource
{
    private readonly Repository repository;
    private readonly TableChunkCache tableChunks = new(16 << 20);
    private readonly ThreadLocal<ChunkCodecs> codecs = new(() => new ChunkCodecs());

    internal ChunkReader(Repository repository) => this.repository = repository;

    public byte[] Read(in ChunkId id)
    {
        if (tableChunks.TryGet(id, out var cached)) return cached;
        byte[] plain = []; // is exchanged for one of the right length
        _ = ReadUncached(id, ref plain, out var kind);
        if (kind != ChunkKind.Content) tableChunks.Add(id, plain);
        return plain;
    }

    public int Read(in ChunkId id, ref byte[] buffer) => ReadUncached(id, ref buffer, out _);

    public void ReadAhead(IReadOnlyCollection<ChunkId> ids)
    {
        if (!repository.Options.Reads.ReadsAhead || ids.Count < 2) return;
        var wanted = ids.Where(id => !tableChunks.Holds(id)).ToList();
        if (wanted.Count > 1) ReadMany(wanted, new TableChunks(tableChunks), CancellationToken.None);
    }

    public void ReadMany(IReadOnlyCollection<ChunkId> ids, IChunkReceiver receiver, CancellationToken cancellation) =>
        new OrderedRead(repository, this).Run(ids, receiver, cancellation);

    /// <summary>Whether a chunk of an item table is in memory: reading it costs nothing.</summary>
    public bool HoldsInMemory(in ChunkId id) => tableChunks.Holds(id);

    /// <summary>What <see cref="ReadMany"/> would read for these chunks.</summary>
    public ReadPlan Plan(IReadOnlyCollection<ChunkId> ids) => ReadPlan.Of(repository, ids);

    /// <summary>A chunk as it is stored: for who decodes it elsewhere, and checks it there against its id. The record's seal has been checked.</summary>
    /// <exception cref="ChunkUnavailableException">The chunk is not here, or what is here is damaged.</exception>
    public EncodedChunk ReadEncoded(in ChunkId id)
    {
        Exception? reason = null;
        foreach (var at in Copies(id))
        {
            byte[] payload = [];
            try
            {
                var header = repository.Packs.ReadRecord(at, out payload);
                if (header.Id != id) throw new MalformedDataException($"Slot {at.Slot} of pack {at.Pack} holds another chunk than the index says.");
                return new EncodedChunk(header.Codec, header.PlainLength, payload.AsSpan(0, header.StoredLength).ToArray());
            }
            catch (MalformedDataException error)
            {
                reason = error;
                repository.Damage.Add(at.Pack, at.Slot);
            }
            catch (StorageException error)
            {
                reason = error; // another copy may be within reach
            }
            finally
            {
                if (payload.Length > 0) ArrayPool<byte>.Shared.Return(payload);
            }
        }
        throw Unavailable(id, reason);
    }

    /// <summary>The ids in the order in which their chunks lie; those that are not here come last.</summary>
    public IReadOnlyList<ChunkId> InOrder(IReadOnlyCollection<ChunkId> ids)
    {
        var placed = new List<(ChunkId Id, bool IsThere, ChunkLocation At)>(ids.Count);
        foreach (var id in ids) placed.Add((id, repository.Index.TryFind(id, out var at), at));
        return [.. placed.OrderBy(chunk => !chunk.IsThere).ThenBy(chunk => chunk.At.Pack).ThenBy(chunk => chunk.At.Offset).Select(chunk => chunk.Id)];
    }

    /// <summary>Ids of the content chunks that a pack holds; none where the pack is gone or cannot be read.</summary>
    public IReadOnlyList<ChunkId> ContentOf(in PackId pack)
    {
        try
        {
            return [.. repository.Packs.ReadFooter(pack).Where(entry => entry.Kind == ChunkKind.Content).Select(entry => entry.Id)];
        }
        catch (Exception error) when (error is MalformedDataException or StorageException)
        {
            return []; // what cannot be read is stored again
        }
    }

    /// <summary>Decodes an opened payload into <paramref name="plain"/> and checks it against the id.</summary>
    /// <exception cref="MalformedDataException">The plaintext is not what the id names.</exception>
    internal void Decode(in ChunkId id, ChunkCodec codec, ReadOnlySpan<byte> payload, Span<byte> plain)
    {
        codecs.Value!.Decode(codec, payload, plain);
        CheckName(id, plain);
    }

    internal void CheckName(in ChunkId id, ReadOnlySpan<byte> plain)
    {
        if (Blake3.KeyedHash(repository.Keyring.ChunkIdKey, plain) != id.Value) throw new MalformedDataException($"Chunk {id} decodes to other bytes than its name promises.");
    }

    /// <summary>Every live copy, undamaged ones first.</summary>
    internal IEnumerable<ChunkLocation> Copies(ChunkId id)
    {
        if (repository.Index.TryFind(id, out var first) && !repository.Damage.IsDamaged(first.Pack, first.Slot)) yield return first;
        foreach (var copy in repository.Index.FindAll(id))
            if (copy != first && !repository.Damage.IsDamaged(copy.Pack, copy.Slot)) yield return copy;
    }

    private int ReadUncached(ChunkId id, ref byte[] buffer, out ChunkKind kind)
    {
        Exception? reason = null;
        foreach (var at in Copies(id))
        {
            byte[] payload = [];
            try
            {
                var header = repository.Packs.ReadRecord(at, out payload);
                if (header.Id != id) throw new MalformedDataException($"Slot {at.Slot} of pack {at.Pack} holds another chunk than the index says.");
                if (buffer.Length < header.PlainLength) buffer = GC.AllocateUninitializedArray<byte>(header.PlainLength);
                Decode(id, header.Codec, payload.AsSpan(0, header.StoredLength), buffer.AsSpan(0, header.PlainLength));
                kind = header.Kind;
                return header.PlainLength;
            }
            catch (MalformedDataException error)
            {
                reason = error;
                repository.Damage.Add(at.Pack, at.Slot);
            }
            catch (StorageException error)
            {
                reason = error; // another copy may be within reach
            }
            finally
            {
                if (payload.Length > 0) ArrayPool<byte>.Shared.Return(payload);
            }
        }
        throw Unavailable(id, reason);
    }

    /// <summary>Out of reach for now is not the same as lost.</summary>
    private static Exception Unavailable(in ChunkId id, Exception? reason) =>
        reason is StorageException { IsTransient: true } ? new StorageException(StorageFault.Unavailable, reason.Message, reason)
            : new ChunkUnavailableException(id, reason?.Message ?? "it is not in this repository", reason);

    /// <summary>Keeps what was read ahead. What could not be read is tried again, and reported, when it is asked for.</summary>
    private sealed class TableChunks(TableChunkCache cache) : IChunkReceiver
    {
        public void Received(in ChunkId id, ReadOnlySpan<byte> plain) => cache.Add(id, plain.ToArray());

        public void Unavailable(ChunkUnavailableException reason)
        {
        }
    }
}
