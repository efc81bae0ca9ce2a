using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.FileSystems;

/// <summary>Content that lies inside a record.</summary>
internal sealed class MemoryBytes(ReadOnlyMemory<byte> content) : IByteSource
{
    public long Length => content.Length;

    public void Read(long offset, Span<byte> buffer)
    {
        this.Require(offset, buffer.Length);
        content.Span.Slice((int)offset, buffer.Length).CopyTo(buffer);
    }
}
