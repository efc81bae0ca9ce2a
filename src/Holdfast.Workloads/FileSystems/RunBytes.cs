using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems;

/// <summary>Content that lies in runs on a volume. What no run covers is zeros.</summary>
/// <param name="volume">Where the runs lie.</param>
/// <param name="runs">Ascending by position, apart.</param>
/// <param name="length">Of the content.</param>
/// <param name="written">From here on the content is zeros, whatever the runs hold.</param>
internal sealed class RunBytes(IByteSource volume, IReadOnlyList<Run> runs, long length, long written) : IByteSource
{
    public long Length => length;

    public IReadOnlyList<Run> Runs => runs;

    /// <summary>The first byte behind the runs.</summary>
    public long Mapped => runs.Count == 0 ? 0 : runs[^1].End;

    public IByteSource Volume => volume;

    public long Written => written;

    public void Read(long offset, Span<byte> buffer)
    {
        this.Require(offset, buffer.Length);
        if (offset + buffer.Length > written)
        {
            var kept = (int)Math.Clamp(written - offset, 0, buffer.Length);
            buffer[kept..].Clear();
            buffer = buffer[..kept];
        }

        for (var number = Find(offset); !buffer.IsEmpty; number++)
        {
            var run = number < runs.Count ? runs[number] : new Run(long.MaxValue, Run.Hole, 0);
            var gap = (int)Math.Clamp(run.Position - offset, 0, buffer.Length);
            buffer[..gap].Clear();
            buffer = buffer[gap..];
            offset += gap;
            if (buffer.IsEmpty) return;
            var piece = (int)Math.Min(buffer.Length, run.End - offset);
            ReadRun(run, offset - run.Position, buffer[..piece]);
            buffer = buffer[piece..];
            offset += piece;
        }
    }

    /// <summary>Number of the first run that ends behind a position.</summary>
    public int Find(long position)
    {
        int low = 0, high = runs.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (runs[middle].End <= position) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>Where on the volume a byte of the content lies, for errors; 0 in a hole.</summary>
    public long Place(long position)
    {
        var number = Find(position);
        return number < runs.Count && runs[number] is { IsHole: false } run && run.Position <= position ? run.Offset + (position - run.Position) : 0;
    }

    private void ReadRun(Run run, long skipped, Span<byte> buffer)
    {
        if (run.IsHole)
        {
            buffer.Clear();
            return;
        }

        if (run.Offset > volume.Length - skipped - buffer.Length) throw new MalformedFileException(volume.Length, "the content of a file", "the end of the volume");
        volume.Read(run.Offset + skipped, buffer);
    }
}
