using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.Tests.VirtualMachines.Support;

/// <summary>A disk in memory that counts what is read of it. Blocks of zeros are no data.</summary>
internal sealed class MemoryDisk(byte[] content, int block = 512) : IDisk
{
    public long BytesRead;

    public long Length => content.Length;

    public int SectorLength => 512;

    public void Read(long offset, Span<byte> buffer)
    {
        Interlocked.Add(ref BytesRead, buffer.Length);
        if (offset + buffer.Length > content.Length) throw new EndOfStreamException();
        content.AsSpan((int)offset, buffer.Length).CopyTo(buffer);
    }

    public IEnumerable<ByteRange> Data(ByteRange range)
    {
        for (var at = range.Offset; at < range.End;)
        {
            var end = Math.Min(range.End, (at / block * block) + block);
            if (content.AsSpan((int)at, (int)(end - at)).ContainsAnyExcept((byte)0)) yield return new ByteRange(at, end - at);
            at = end;
        }
    }

    public void Dispose()
    {
    }
}
