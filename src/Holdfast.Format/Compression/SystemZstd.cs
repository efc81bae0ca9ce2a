namespace Holdfast.Format.Compression;

/// <summary>zstd through the system's libzstd.</summary>
internal sealed unsafe class SystemZstd : IZstd
{
    private nint compressor;
    private nint literals;
    private nint decompressor;
    private int currentLevel = int.MinValue;

    public int Compress(ReadOnlySpan<byte> source, Span<byte> destination, int level)
    {
        if (compressor == 0) compressor = CreateCompressor();
        if (level != currentLevel)
        {
            Check(NativeZstd.ZSTD_CCtx_setParameter(compressor, NativeZstd.CompressionLevelParameter, level));
            currentLevel = level;
        }
        return Compress(compressor, source, destination);
    }

    public int CompressLiterals(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (literals == 0)
        {
            literals = CreateCompressor();
            Check(NativeZstd.ZSTD_CCtx_setParameter(literals, NativeZstd.CompressionLevelParameter, LiteralsOnly.Level));
            _ = NativeZstd.ZSTD_CCtx_setParameter(literals, LiteralsOnly.ModeParameter, LiteralsOnly.ModeOn);
        }
        return Compress(literals, source, destination);
    }

    public int Decompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (decompressor == 0) decompressor = NativeZstd.ZSTD_createDCtx();
        if (decompressor == 0) throw new OutOfMemoryException("zstd could not allocate a decompressor.");
        fixed (byte* from = source)
        fixed (byte* to = destination)
        {
            var length = NativeZstd.ZSTD_decompressDCtx(decompressor, to, (nuint)destination.Length, from, (nuint)source.Length);
            if (NativeZstd.ZSTD_isError(length) != 0) throw new MalformedDataException("A zstd frame is damaged or longer than promised.");
            return (int)length;
        }
    }

    public void Dispose()
    {
        if (compressor != 0) _ = NativeZstd.ZSTD_freeCCtx(compressor);
        if (literals != 0) _ = NativeZstd.ZSTD_freeCCtx(literals);
        if (decompressor != 0) _ = NativeZstd.ZSTD_freeDCtx(decompressor);
        compressor = literals = decompressor = 0;
        currentLevel = int.MinValue;
        GC.SuppressFinalize(this);
    }

    ~SystemZstd() => Dispose();

    private static nint CreateCompressor()
    {
        var context = NativeZstd.ZSTD_createCCtx();
        return context != 0 ? context : throw new OutOfMemoryException("zstd could not allocate a compressor.");
    }

    private static int Compress(nint context, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        fixed (byte* from = source)
        fixed (byte* to = destination)
        {
            var length = NativeZstd.ZSTD_compress2(context, to, (nuint)destination.Length, from, (nuint)source.Length);
            return NativeZstd.ZSTD_isError(length) != 0 ? -1 : (int)length;
        }
    }

    private static void Check(nuint result)
    {
        if (NativeZstd.ZSTD_isError(result) != 0) throw new InvalidOperationException("zstd refused its compression level.");
    }
}
