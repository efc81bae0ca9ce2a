using Holdfast.Workloads.Disks;

namespace Holdfast.FileSystemBenchmark;

/// <summary>A disk that counts what is read of it. For one thread.</summary>
internal sealed class CountingDisk(IByteSource content) : IDisk
{
    public long BytesRead { get; private set; }

    public long Length => content.Length;

    public int SectorLength => 512;

    public void Read(long offset, Span<byte> buffer)
    {
        content.Read(offset, buffer);
        BytesRead += buffer.Length;
    }

    public IEnumerable<ByteRange> Data(ByteRange range) => [range];

    public void Dispose()
    {
    }
}
