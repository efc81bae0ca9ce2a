using Holdfast.Contracts.Errors;
using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;
using Holdfast.Format.Hashing;
using Holdfast.Format.Items.Table;
using Holdfast.Format.Packs;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Store.Writing;

namespace Holdfast.Server.Engine.Remote;

/// <summary>One session of the pool that an agent writes to. docs/adr/0010-the-data-path-of-agents.md.</summary>
internal sealed class RemoteBackupSession : IRemoteBackup, IDisposable
{
    private readonly Repository pool;
    private readonly OwnChunks own;
    private readonly WriteSession session;
    private readonly ThreadLocal<ChunkCodecs> codecs = new(() => new ChunkCodecs(), trackAllValues: true);
    private long deduplicated;

    /// <param name="packs">Packs that earlier attempts of the same job made durable; those that are gone are left out.</param>
    public RemoteBackupSession(Repository pool, RecoveryPoint? previous, IEnumerable<string> packs, int compressionLevel)
    {
        this.pool = pool;
        CompressionLevel = compressionLevel;
        Previous = previous?.Table.ToRoot();
        var names = new ChunkDigests(pool.Options.Randomness);
        own = new OwnChunks(Previous is { } root ? ReachableChunks.Of(pool.Chunks, [root], names) : ReachableChunks.None, names);
        foreach (var name in packs)
        {
            if (!PackId.TryParse(name, out var pack)) continue;
            // Its table parts are not among them: what they name would have to be looked at again, and they are few.
            foreach (var id in pool.Chunks.ContentOf(pack)) own.AddContent(id);
        }
        session = pool.Sessions.Begin();
    }

    public ItemTableRoot? Previous { get; }

    public byte[] ChunkIdKey => pool.Keyring.ChunkIdKey;

    public byte[] CutKey => pool.Keyring.CutKey;

    public int CompressionLevel { get; }

    public long BytesStored => session.BytesStored;

    public long BytesDeduplicated => Interlocked.Read(ref deduplicated);

    public IReadOnlyList<string> DurablePacks => [.. session.Durable.Select(pack => pack.ToString())];

    public void Pin(ReadOnlySpan<ChunkId> ids, Span<bool> known)
    {
        // The index is asked about own chunks only: what others have stored makes no difference, not even in time.
        for (var i = 0; i < ids.Length; i++)
        {
            known[i] = own.IsOwn(ids[i]);
            if (known[i]) session.Pin(ids.Slice(i, 1), known.Slice(i, 1));
        }
    }

    public void Store(in ArrivedChunk chunk, ReadOnlySpan<byte> payload, ref byte[] scratch)
    {
        var level = Check(chunk, payload, ref scratch);
        try
        {
            Span<bool> known = [false];
            session.Pin([chunk.Id], known);
            if (known[0]) Interlocked.Add(ref deduplicated, chunk.PlainLength);
            else session.Store(chunk.Id, chunk.Kind, chunk.Codec, chunk.PlainLength, payload);
        }
        catch (Exception error) when (Faults.ToError(error) is { } known)
        {
            throw known;
        }
        if (chunk.Kind == ChunkKind.Content) own.AddContent(chunk.Id);
        else own.AddTable(chunk.Id, level);
    }

    public IReadOnlyList<ChunkId> InOrder(IReadOnlyCollection<ChunkId> ids) => pool.Chunks.InOrder(ids);

    public EncodedChunk? Read(in ChunkId id) => own.WasBefore(id) ? RemoteReading.Read(pool, id) : null;

    public void Flush() => session.Flush();

    /// <exception cref="HoldfastException">The table names what the agent may not name; nothing was committed.</exception>
    public RecoveryPoint Commit(RecoveryPoint draft, ItemTableRoot root)
    {
        own.RequireAllMet(root);
        return session.Commit(draft);
    }

    public void Dispose()
    {
        session.Dispose();
        foreach (var codec in codecs.Values) codec.Dispose();
        codecs.Dispose();
    }

    /// <returns>The height of a table part, as <see cref="TableReferences.Read"/> gives it.</returns>
    private int Check(in ArrivedChunk chunk, ReadOnlySpan<byte> payload, ref byte[] scratch)
    {
        try
        {
            var plain = Plain(chunk, payload, ref scratch);
            if (Blake3.KeyedHash(ChunkIdKey, plain) != chunk.Id.Value) throw new MalformedDataException("it decodes to other bytes than its name promises");
            return chunk.Kind == ChunkKind.Content ? 0 : TableReferences.Read(chunk.Kind, plain, own);
        }
        catch (MalformedDataException error)
        {
            throw new HoldfastException(ErrorCode.ChunkNotAsNamed, $"Chunk {chunk.Id} was refused: {error.Message}", inner: error);
        }
    }

    /// <summary>What is stored as it is needs no copy to be looked at.</summary>
    private ReadOnlySpan<byte> Plain(in ArrivedChunk chunk, ReadOnlySpan<byte> payload, ref byte[] scratch)
    {
        if (chunk.Codec == ChunkCodec.Stored && payload.Length == chunk.PlainLength) return payload;
        if (scratch.Length < chunk.PlainLength) scratch = GC.AllocateUninitializedArray<byte>(chunk.PlainLength);
        var plain = scratch.AsSpan(0, chunk.PlainLength);
        codecs.Value!.Decode(chunk.Codec, payload, plain);
        return plain;
    }
}
