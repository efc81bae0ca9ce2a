using System.Buffers.Binary;
using Holdfast.Format.Chunks;
using Holdfast.Format.Hashing;
using Holdfast.Format.Keys;

namespace Holdfast.Server.Engine.Remote;

/// <summary>
/// Names a chunk in a part that it plays by 8 bytes under a random key. Whoever lacks the key cannot look for ids that share a digest, so 8 bytes are as good as 32.
/// </summary>
internal sealed class ChunkDigests
{
    private readonly byte[] key = new byte[Keyring.KeySize];

    public ChunkDigests(IRandomness randomness) => randomness.Fill(key);

    public ulong Of(in ChunkId id, ChunkPart part)
    {
        Span<byte> bytes = stackalloc byte[ChunkId.Size + 1];
        id.Write(bytes[1..]);
        bytes[0] = (byte)part;
        Span<byte> digest = stackalloc byte[8];
        Blake3.KeyedHash(key, bytes, digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }
}
