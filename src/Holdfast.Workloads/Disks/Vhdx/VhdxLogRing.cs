namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>The log of a VHDX: what reaches its end goes on at its beginning.</summary>
internal sealed class VhdxLogRing(IByteSource file, long offset, long length)
{
    public long Length { get; } = length;

    /// <summary>Byte of the file.</summary>
    public long At(long position) => offset + (position % Length);

    public void Read(long position, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var within = position % Length;
            var part = buffer[..(int)Math.Min(buffer.Length, Length - within)];
            file.Read(offset + within, part);
            buffer = buffer[part.Length..];
            position += part.Length;
        }
    }
}
