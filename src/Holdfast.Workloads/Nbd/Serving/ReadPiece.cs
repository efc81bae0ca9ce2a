using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>A part of what one read asks for: a hole, or data of at most <see cref="NbdServerLimits.LongestPiece"/>.</summary>
internal readonly record struct ReadPiece(long Offset, int Length, bool IsHole, bool IsLast)
{
    /// <summary>Takes a range apart, front to back. Short holes count as data.</summary>
    public static IEnumerable<ReadPiece> Of(IDisk disk, ByteRange range)
    {
        var at = range.Offset;
        foreach (var (offset, length, isHole) in Runs(disk, range))
        {
            var end = offset + length;
            while (at < end)
            {
                var taken = (int)(isHole ? length : Math.Min(end - at, NbdServerLimits.LongestPiece));
                yield return new ReadPiece(at, taken, isHole, at + taken == range.End);
                at += taken;
            }
        }
    }

    private static IEnumerable<(long Offset, long Length, bool IsHole)> Runs(IDisk disk, ByteRange range)
    {
        var start = range.Offset; // of the data that was not given yet
        var end = range.Offset;
        foreach (var data in disk.Data(range))
        {
            if (data.Offset - end >= NbdServerLimits.ShortestHole)
            {
                if (end > start) yield return (start, end - start, false);
                yield return (end, data.Offset - end, true);
                start = data.Offset;
            }
            end = data.End;
        }
        if (range.End - end < NbdServerLimits.ShortestHole) end = range.End;
        if (end > start) yield return (start, end - start, false);
        if (range.End > end) yield return (end, range.End - end, true);
    }
}
