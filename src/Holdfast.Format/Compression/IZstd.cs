namespace Holdfast.Format.Compression;

/// <summary>A zstd implementation with its working memory. Not thread-safe: one per thread.</summary>
internal interface IZstd : IDisposable
{
    /// <summary>Compressed length, or -1 where the result does not fit into <paramref name="destination"/>.</summary>
    int Compress(ReadOnlySpan<byte> source, Span<byte> destination, int level);

    /// <summary>As <see cref="Compress"/>, but all bytes are taken as literals: only their unequal frequency is used.</summary>
    int CompressLiterals(ReadOnlySpan<byte> source, Span<byte> destination);

    /// <summary>Decompressed length.</summary>
    /// <exception cref="MalformedDataException">Not a zstd frame, or longer than the destination.</exception>
    int Decompress(ReadOnlySpan<byte> source, Span<byte> destination);
}
