using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.Tests.Disks.Support;

/// <summary>A file of which so many bytes may be read and no more: a reader that goes round in circles is stopped.</summary>
internal sealed class LimitedReads(IByteSource source, long budget) : IByteSource
{
    private const int MostReads = 100_000;

    private long left = budget;
    private int reads;

    public long Length => source.Length;

    public void Read(long offset, Span<byte> buffer)
    {
        left -= buffer.Length;
        if (left < 0 || ++reads > MostReads) throw new InvalidOperationException("The reader does not come to an end.");
        source.Read(offset, buffer);
    }
}
