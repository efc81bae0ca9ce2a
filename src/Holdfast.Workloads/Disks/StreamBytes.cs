namespace Holdfast.Workloads.Disks;

/// <summary>A seekable stream, read by one thread at a time. Whoever made the stream closes it.</summary>
public sealed class StreamBytes(Stream stream) : IByteSource
{
    private readonly Lock turn = new();

    public long Length { get; } = stream.Length;

    public void Read(long offset, Span<byte> buffer)
    {
        this.Require(offset, buffer.Length);
        lock (turn)
        {
            stream.Position = offset;
            stream.ReadExactly(buffer);
        }
    }
}
