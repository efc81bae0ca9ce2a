using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.Tests.Disks.Support;

/// <summary>A file of pieces in memory, zeros between them.</summary>
internal sealed class SparseBytes(long length) : IByteSource
{
    private readonly SortedList<long, byte[]> pieces = [];

    public long Length { get; set; } = length;

    /// <summary>May be changed in place.</summary>
    public byte[] this[long offset] => pieces[offset];

    public SparseBytes Put(long offset, byte[] bytes)
    {
        pieces[offset] = bytes;
        Length = Math.Max(Length, offset + bytes.Length);
        return this;
    }

    public void Read(long offset, Span<byte> buffer)
    {
        this.Require(offset, buffer.Length);
        buffer.Clear();
        foreach (var (start, bytes) in pieces)
        {
            var (from, to) = (Math.Max(start, offset), Math.Min(start + bytes.Length, offset + buffer.Length));
            if (from < to) bytes.AsSpan((int)(from - start), (int)(to - from)).CopyTo(buffer[(int)(from - offset)..]);
        }
    }

    /// <summary>The pieces one behind the other: what mutations are made of.</summary>
    public byte[] Squeeze() => [.. pieces.Values.SelectMany(piece => piece)];

    /// <summary>The same file with other pieces; where they end early, so does the file.</summary>
    public SparseBytes Spread(byte[] squeezed)
    {
        var other = new SparseBytes(Length);
        var at = 0;
        foreach (var (start, bytes) in pieces)
        {
            var kept = squeezed.AsSpan(Math.Min(at, squeezed.Length), Math.Min(bytes.Length, Math.Max(0, squeezed.Length - at)));
            other.pieces[start] = kept.ToArray();
            at += bytes.Length;
            if (kept.Length == bytes.Length) continue;
            other.Length = start + kept.Length;
            break;
        }

        return other;
    }

    public void WriteTo(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        RandomAccess.SetLength(file, Length);
        foreach (var (start, bytes) in pieces) RandomAccess.Write(file, bytes, start);
    }
}
