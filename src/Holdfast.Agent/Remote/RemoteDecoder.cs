using Holdfast.Contracts.Agent;
using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;
using Holdfast.Format.Hashing;

namespace Holdfast.Agent.Remote;

/// <summary>Decodes what the server sends and checks it against its id: nothing is written or believed that is not what was backed up. Thread-safe.</summary>
internal sealed class RemoteDecoder(byte[] chunkIdKey) : IDisposable
{
    private readonly ThreadLocal<ChunkCodecs> codecs = new(() => new ChunkCodecs(), trackAllValues: true);

    /// <returns>The length of the plaintext, which begins <paramref name="plain"/>; the array grows as needed.</returns>
    /// <exception cref="ChunkUnavailableException">The server does not have it, or sent something else.</exception>
    public int Decode(in ChunkId id, Chunk chunk, ref byte[] plain)
    {
        if (chunk.Unavailable.Length > 0) throw new ChunkUnavailableException(id, chunk.Unavailable);
        if (chunk.PlainLength > DataLimits.LargestChunk) throw new ChunkUnavailableException(id, $"the server sent {chunk.PlainLength} bytes");
        var length = (int)chunk.PlainLength;
        if (plain.Length < length) plain = GC.AllocateUninitializedArray<byte>(length);
        try
        {
            codecs.Value!.Decode((ChunkCodec)chunk.Codec, chunk.Payload.Span, plain.AsSpan(0, length));
        }
        catch (MalformedDataException error)
        {
            throw new ChunkUnavailableException(id, error.Message, error);
        }
        return Blake3.KeyedHash(chunkIdKey, plain.AsSpan(0, length)) == id.Value ? length
            : throw new ChunkUnavailableException(id, "what the server sent is not what its name promises");
    }

    public void Dispose()
    {
        foreach (var codec in codecs.Values) codec.Dispose();
        codecs.Dispose();
    }
}
