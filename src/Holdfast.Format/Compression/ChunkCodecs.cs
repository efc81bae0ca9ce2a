using Holdfast.Format.Chunks;

namespace Holdfast.Format.Compression;

/// <summary>Encodes and decodes chunk payloads. Holds working memory: one per thread.</summary>
public sealed class ChunkCodecs(bool managedOnly = false) : IDisposable
{
    private const int ProbeFrom = 4 * 32 * 1024;
    private readonly IZstd zstd = NativeZstd.IsPresent && !managedOnly ? new SystemZstd() : new ManagedZstd();
    private byte[] check = [];

    private enum Method
    {
        Store,
        Literals,
        Matches,
    }

    /// <summary>
    /// Encodes <paramref name="plain"/>; the payload is either in <paramref name="scratch"/> or the plaintext itself. Scratch needs the plaintext's length.
    /// </summary>
    public ChunkCodec Encode(ReadOnlySpan<byte> plain, Span<byte> scratch, CompressionPolicy policy, out int length)
    {
        length = plain.Length;
        var method = plain.Length < 32 || !policy.Compress ? Method.Store : Choose(plain, scratch, policy);
        if (method == Method.Store) return ChunkCodec.Stored;
        var room = scratch[..Most(plain.Length, policy)];
        var compressed = method == Method.Literals ? zstd.CompressLiterals(plain, room) : zstd.Compress(plain, room, policy.Level);
        if (compressed < 0) return ChunkCodec.Stored;
        if (policy.DecodeVerify) Prove(plain, scratch[..compressed]);
        length = compressed;
        return ChunkCodec.Zstd;
    }

    /// <summary>Decodes a payload into <paramref name="plain"/>, whose length must be the chunk's plain length.</summary>
    /// <exception cref="MalformedDataException">Damaged, or of another length.</exception>
    public void Decode(ChunkCodec codec, ReadOnlySpan<byte> payload, Span<byte> plain)
    {
        switch (codec)
        {
            case ChunkCodec.Stored when payload.Length == plain.Length:
                payload.CopyTo(plain);
                break;
            case ChunkCodec.Zstd:
                var length = zstd.Decompress(payload, plain);
                if (length != plain.Length) throw new MalformedDataException($"A chunk decodes to {length} bytes where {plain.Length} were promised.");
                break;
            default:
                throw new MalformedDataException($"A payload of {payload.Length} bytes with codec {codec} cannot make {plain.Length} bytes.");
        }
    }

    public void Dispose() => zstd.Dispose();

    /// <summary>What a probe from the middle says of the whole.</summary>
    private Method Choose(ReadOnlySpan<byte> plain, Span<byte> scratch, CompressionPolicy policy)
    {
        if (plain.Length < ProbeFrom) return Method.Matches; // a short chunk is compressed about as quickly as it is probed
        var probe = plain.Slice((plain.Length - policy.ProbeLength) / 2, policy.ProbeLength);
        var room = scratch[..Most(probe.Length, policy)];
        var matched = zstd.Compress(probe, room, 1);
        if (matched < 0) return Method.Store;
        if (matched < probe.Length * 2 / 5) return Method.Matches; // bytes alone are hardly ever that uneven
        var literal = zstd.CompressLiterals(probe, room);
        return literal >= 0 && matched > literal * (1 - policy.LeastMatchGain) ? Method.Literals : Method.Matches;
    }

    /// <summary>The longest result that is worth keeping.</summary>
    private static int Most(int length, CompressionPolicy policy) => length - (int)(length * policy.LeastGain) - 1;

    /// <summary>A flipped bit in memory or a fault in the compressor is found now, while the source is still there.</summary>
    private void Prove(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> compressed)
    {
        if (check.Length < plain.Length) check = new byte[Math.Max(plain.Length, 1 << 20)];
        var decoded = check.AsSpan(0, plain.Length);
        if (zstd.Decompress(compressed, decoded) != plain.Length || !decoded.SequenceEqual(plain))
            throw new MalformedDataException("Compression did not reproduce its input: memory or processor fault.");
    }
}
