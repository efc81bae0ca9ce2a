using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.SystemState.Backup;

/// <summary>A disk of pieces: partitions from shadow copies, tables and what has no shadow copy from the disk itself. What no piece covers is zeros.</summary>
/// <param name="pieces">Ascending, apart, within the disk.</param>
/// <param name="owned">Closed with it.</param>
internal sealed class ComposedDisk(long length, int sectorLength, IReadOnlyList<ComposedPiece> pieces, IReadOnlyList<IDisk> owned) : IDisk
{
    public long Length => length;

    public int SectorLength => sectorLength;

    public void Read(long offset, Span<byte> buffer)
    {
        this.Require(offset, buffer.Length);
        buffer.Clear();
        var end = offset + buffer.Length;
        foreach (var piece in pieces)
        {
            var (from, to) = (Math.Max(offset, piece.Offset), Math.Min(end, piece.End));
            if (from < to) piece.Source.Read(piece.SourceOffset + (from - piece.Offset), buffer.Slice((int)(from - offset), (int)(to - from)));
        }
    }

    public IEnumerable<ByteRange> Data(ByteRange range)
    {
        var wanted = range.Within(length);
        foreach (var piece in pieces)
        {
            var (from, to) = (Math.Max(wanted.Offset, piece.Offset), Math.Min(wanted.End, piece.End));
            if (from >= to) continue;
            var shift = piece.SourceOffset - piece.Offset;
            foreach (var data in piece.Source.Data(new ByteRange(from + shift, to - from))) yield return data with { Offset = data.Offset - shift };
        }
    }

    public void Dispose()
    {
        foreach (var source in owned) source.Dispose();
    }
}
