using System.Buffers;
using System.Collections.Concurrent;
using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;
using Holdfast.Store.Durability;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Writing;

/// <summary>
/// One writer's stay in a repository: chunks go into packs of their own, content and metadata apart; a recovery point makes them count.
/// Order: packs durable, then the point. Dispose without <see cref="Commit"/> leaves orphans for the collector and nothing else.
/// </summary>
public sealed class WriteSession : IChunkStore, IDisposable
{
    private readonly Repository repository;
    private readonly PackFinisher finisher;
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<ChunkId, OpenPack> pending = new();
    private readonly ConcurrentDictionary<PackId, bool> pinned = new();
    private readonly Lock pinGate = new();
    private readonly List<PackId> written = [];
    private readonly HashSet<OpenPack> unfinished = [];
    private Exception? failure;
    private OpenPack? content;
    private OpenPack? metadata;
    private long bytesStored;
    private bool ended;

    internal WriteSession(Repository repository, ulong token)
    {
        this.repository = repository;
        Token = token;
        finisher = new PackFinisher(repository, OnFinished);
    }

    /// <summary>Fencing token: rises with every session and every collection.</summary>
    public ulong Token { get; }

    /// <summary>Bytes of sealed records written so far.</summary>
    public long BytesStored => Interlocked.Read(ref bytesStored);

    /// <summary>Compaction and deletion may use the room that is kept free for them when the pool is full.</summary>
    internal bool MayUseReserve { get; init; }

    public void Pin(ReadOnlySpan<ChunkId> ids, Span<bool> known)
    {
        for (var i = 0; i < ids.Length; i++) known[i] = pending.ContainsKey(ids[i]) || PinStored(ids[i]);
    }

    public void Store(in ChunkId id, ChunkKind kind, ChunkCodec codec, int plainLength, ReadOnlySpan<byte> payload)
    {
        var record = ArrayPool<byte>.Shared.Rent(PackLayout.RecordSize(payload.Length));
        try
        {
            Store(new RecordHeader(id, kind, codec, plainLength, payload.Length), payload, record.AsSpan(0, PackLayout.RecordSize(payload.Length)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(record);
        }
    }

    /// <summary>As <see cref="Store(in ChunkId, ChunkKind, ChunkCodec, int, ReadOnlySpan{byte})"/>, of a record that was opened in place: it is sealed in the same place.</summary>
    internal void StoreOpened(in RecordHeader header, Span<byte> record) => Store(header, PackLayout.PayloadOf(record), record);

    private void Store(in RecordHeader header, ReadOnlySpan<byte> payload, Span<byte> record)
    {
        var id = header.Id;
        OpenPack pack;
        PackEntry entry;
        uint slot;
        OpenPack? full = null;
        lock (gate)
        {
            ThrowIfFailed();
            if (pending.ContainsKey(id)) return;
            ref var current = ref header.Kind == ChunkKind.Content ? ref content : ref metadata;
            if (current is not null && !current.HasRoomFor(payload.Length))
            {
                full = current;
                current = null;
            }
            pack = current ??= Begin(payload.Length);
            entry = pack.Place(id, header.Kind, header.Codec, payload.Length, header.PlainLength, out slot);
            pending[id] = pack;
        }
        try
        {
            if (full is not null) Release(full);
            Write(pack, slot, entry, payload, record);
            Release(pack);
        }
        catch (Exception error)
        {
            // A place was handed out and not filled: the pack can never be finished, so the session can never commit.
            Interlocked.CompareExchange(ref failure, error, null);
            throw;
        }
    }

    /// <summary>Makes all chunks durable; then the point, if the session may still commit. Only after this returns is the point acknowledged.</summary>
    /// <exception cref="StorageException">Nothing was committed.</exception>
    public RecoveryPoint Commit(RecoveryPoint draft)
    {
        Flush();
        FailPoint.Reach("point.before");
        repository.Sessions.RequireOwnership();
        var point = draft with { Token = Token, Packs = [.. written.Select(pack => pack.ToString())] };
        repository.Points.Add(point);
        FailPoint.Reach("point.committed");
        return point;
    }

    /// <summary>Closes the open packs and waits until everything written is durable. The session takes no chunks afterwards.</summary>
    public void Flush()
    {
        OpenPack? lastContent, lastMetadata;
        lock (gate)
        {
            (lastContent, lastMetadata) = ended ? (null, null) : (content, metadata);
            if (!ended) content = metadata = null;
            ended = true;
        }
        // Outside the lock: handing over a pack may wait for the finisher, which needs the lock.
        if (lastContent is not null) Release(lastContent);
        if (lastMetadata is not null) Release(lastMetadata);
        finisher.Complete();
        ThrowIfFailed();
        if (unfinished.Count > 0) throw new StorageException(StorageFault.WriteFailed, $"{unfinished.Count} packs of the session are not durable.");
    }

    public IReadOnlyList<PackId> Written => written;

    /// <summary>Packs of this session that are durable by now. They outlive it: a later session deduplicates against them until they are collected.</summary>
    public IReadOnlyList<PackId> Durable
    {
        get { lock (gate) return [.. written]; }
    }

    public void Dispose()
    {
        lock (gate)
        {
            ended = true;
            content = metadata = null;
        }
        finisher.Dispose();
        foreach (var pack in unfinished) pack.Dispose();
        repository.Sessions.End(this, pinned.Keys);
    }

    private bool PinStored(in ChunkId id)
    {
        if (!repository.Index.TryFind(id, out var at)) return false;
        if (repository.Damage.IsDamaged(at.Pack, at.Slot))
        {
            at = repository.Chunks.Copies(id).FirstOrDefault();
            if (at == default) return false;
        }
        return pinned.ContainsKey(at.Pack) || TryPin(at.Pack);
    }

    /// <summary>Only a pin that is in place, on a pack that is still there, is remembered: other threads go by it.</summary>
    private bool TryPin(in PackId pack)
    {
        lock (pinGate)
        {
            if (pinned.ContainsKey(pack)) return true;
            repository.Sessions.Pin(pack);
            // The collector may have removed the pack between the look-up and the pin.
            if (!repository.Index.HasPack(pack))
            {
                repository.Sessions.Unpin(pack);
                return false;
            }
            pinned[pack] = true;
            return true;
        }
    }

    private OpenPack Begin(int payloadLength)
    {
        if (ended) throw new InvalidOperationException("The session has ended.");
        var key = PackKey.Create(repository.Keyring, repository.Options.Randomness);
        var smallest = PackLayout.HeaderSize + PackLayout.RecordSize(payloadLength);
        var pack = TryBegin(key, Math.Max(repository.Options.PackTarget, smallest), orNull: repository.Options.PackTarget > SmallPack)
            ?? TryBegin(key, Math.Max(SmallPack, smallest), orNull: false)!;
        repository.Sessions.Pin(key.Pack);
        pinned[key.Pack] = true;
        unfinished.Add(pack);
        try
        {
            pack.Writer.WriteAt(0, pack.Header);
            FailPoint.Reach("pack.created");
        }
        catch
        {
            pack.Dispose();
            throw;
        }
        return pack;
    }

    /// <summary>When the disks have no room for a whole pack they may still have room for a small one: a disk of some dozen MiB is used to the end.</summary>
    private const int SmallPack = 2 << 20;

    private OpenPack? TryBegin(PackKey key, long limit, bool orNull)
    {
        var expected = limit + OpenPack.FooterRoom(limit);
        try
        {
            var writer = MayUseReserve && repository.Blobs is Blobs.IReserveStore reserve
                ? reserve.BeginCreateFromReserve(BlobNames.Pack(key.Pack), expected)
                : repository.Blobs.BeginCreate(BlobNames.Pack(key.Pack), expected);
            return new OpenPack(key, writer, limit, repository.Options.PackAlignment);
        }
        catch (StorageException fault) when (orNull && fault.Fault == StorageFault.PoolFull)
        {
            return null;
        }
    }

    private void Write(OpenPack pack, uint slot, in PackEntry entry, ReadOnlySpan<byte> payload, Span<byte> record)
    {
        var sealer = pack.Sealers.Rent();
        try
        {
            sealer.Seal(slot, entry.Header, payload, record);
            pack.Writer.WriteAt(entry.Offset, record);
            Interlocked.Add(ref bytesStored, entry.RecordSize);
        }
        finally
        {
            pack.Sealers.Return(sealer);
        }
    }

    private void Release(OpenPack pack)
    {
        if (pack.Release()) finisher.Add(pack);
    }

    private void OnFinished(OpenPack pack)
    {
        lock (gate)
        {
            written.Add(pack.Id);
            unfinished.Remove(pack);
        }
        foreach (var entry in pack.Entries) pending.TryRemove(entry.Id, out _);
    }

    private void ThrowIfFailed()
    {
        switch (Volatile.Read(ref failure) ?? finisher.Failure)
        {
            case null:
                return;
            case StorageException fault:
                throw new StorageException(fault.Fault, fault.Message, fault);
            case var error:
                throw new StorageException(StorageFault.WriteFailed, $"A pack could not be written: {error.Message}", error);
        }
    }
}
