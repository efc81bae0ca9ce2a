using Holdfast.Format.Compression;
using Holdfast.Format.Hashing;

namespace Holdfast.Format.Chunks;

/// <summary>
/// Names chunks, asks the store which are known, encodes and hands over the rest. Naming comes before compressing: a known chunk costs hashing only.
/// Not thread-safe: one per thread, all over one <see cref="IChunkStore"/>.
/// </summary>
public sealed class ChunkWriter(IChunkStore store, byte[] chunkIdKey, CompressionPolicy policy) : IDisposable
{
    private readonly ChunkCodecs codecs = new();
    private byte[] scratch = new byte[1 << 20];
    private ChunkId[] ids = new ChunkId[16];
    private bool[] known = new bool[16];

    /// <summary>Plaintext bytes of chunks that the store did not hold, and of those it did.</summary>
    public long BytesNew { get; private set; }

    public long BytesKnown { get; private set; }

    /// <summary>Encoded bytes handed to the store.</summary>
    public long BytesEncoded { get; private set; }

    public ChunkId Write(ChunkKind kind, ReadOnlySpan<byte> plain)
    {
        Span<int> length = [plain.Length];
        return WriteMany(kind, plain, length)[0];
    }

    /// <summary>Writes consecutive chunks of one buffer. The answer is valid until the next call.</summary>
    public ReadOnlySpan<ChunkId> WriteMany(ChunkKind kind, ReadOnlySpan<byte> plain, ReadOnlySpan<int> lengths)
    {
        if (ids.Length < lengths.Length)
        {
            ids = new ChunkId[lengths.Length * 2];
            known = new bool[lengths.Length * 2];
        }
        var at = 0;
        for (var i = 0; i < lengths.Length; i++)
        {
            ids[i] = new ChunkId(Blake3.KeyedHash(chunkIdKey, plain.Slice(at, lengths[i])));
            at += lengths[i];
        }
        store.Pin(ids.AsSpan(0, lengths.Length), known.AsSpan(0, lengths.Length));
        at = 0;
        for (var i = 0; i < lengths.Length; i++)
        {
            if (known[i]) BytesKnown += lengths[i];
            else Store(ids[i], kind, plain.Slice(at, lengths[i]));
            at += lengths[i];
        }
        return ids.AsSpan(0, lengths.Length);
    }

    public void Dispose() => codecs.Dispose();

    private void Store(in ChunkId id, ChunkKind kind, ReadOnlySpan<byte> plain)
    {
        if (scratch.Length < plain.Length) scratch = new byte[plain.Length];
        var codec = codecs.Encode(plain, scratch, policy, out var length);
        store.Store(id, kind, codec, plain.Length, codec == ChunkCodec.Stored ? plain : scratch.AsSpan(0, length));
        BytesNew += plain.Length;
        BytesEncoded += length;
    }
}
