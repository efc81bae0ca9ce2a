namespace Holdfast.Workloads.Disks;

/// <summary>A part of a source, such as a partition of a disk.</summary>
/// <param name="offset">Its first byte in the source.</param>
/// <param name="length">Its bytes; may reach beyond the source, where reading then fails.</param>
public sealed class SubRange(IByteSource source, long offset, long length) : IByteSource
{
    public long Length { get; } = length;

    public void Read(long at, Span<byte> buffer)
    {
        this.Require(at, buffer.Length);
        source.Read(offset + at, buffer);
    }
}
