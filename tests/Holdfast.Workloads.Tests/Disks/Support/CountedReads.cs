using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.Tests.Disks.Support;

internal sealed class CountedReads(IByteSource source) : IByteSource
{
    public int Reads { get; set; }

    public long Length => source.Length;

    public void Read(long offset, Span<byte> buffer)
    {
        Reads++;
        source.Read(offset, buffer);
    }
}
