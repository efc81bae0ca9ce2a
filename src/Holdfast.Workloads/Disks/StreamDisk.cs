namespace Holdfast.Workloads.Disks;

/// <summary>A disk over a seekable stream of its raw bytes. One read at a time; knows of no holes. Owns the stream.</summary>
public sealed class StreamDisk(Stream stream, int sectorLength = 512) : IDisk
{
    private readonly StreamBytes bytes = new(stream);

    public long Length => bytes.Length;

    public int SectorLength => sectorLength;

    public void Read(long offset, Span<byte> buffer) => bytes.Read(offset, buffer);

    public IEnumerable<ByteRange> Data(ByteRange range) => range.Within(Length) is { Length: > 0 } within ? [within] : [];

    public void Dispose() => stream.Dispose();
}
