using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Holdfast.Format.Compression;

/// <summary>zstd in managed code: every platform has it.</summary>
internal sealed class ManagedZstd : IZstd
{
    private Compressor? compressor;
    private Compressor? literals;
    private Decompressor? decompressor;

    public int Compress(ReadOnlySpan<byte> source, Span<byte> destination, int level)
    {
        compressor ??= new Compressor(level);
        if (compressor.Level != level) compressor.Level = level;
        return compressor.TryWrap(source, destination, out var length) ? length : -1;
    }

    public int CompressLiterals(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (literals is null)
        {
            literals = new Compressor(LiteralsOnly.Level);
            literals.SetParameter((ZSTD_cParameter)LiteralsOnly.ModeParameter, LiteralsOnly.ModeOn);
        }
        return literals.TryWrap(source, destination, out var length) ? length : -1;
    }

    public int Decompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        decompressor ??= new Decompressor();
        try
        {
            return decompressor.Unwrap(source, destination);
        }
        catch (ZstdException error)
        {
            throw new MalformedDataException("A zstd frame is damaged or longer than promised.", error);
        }
    }

    public void Dispose()
    {
        compressor?.Dispose();
        literals?.Dispose();
        decompressor?.Dispose();
    }
}
