namespace Holdfast.Workloads.Disks;

/// <summary>Gathers ascending ranges in bounded memory: neighbors are joined, and where there are too many, also those that lie close, so that the list covers more than was added and never less.</summary>
public sealed class RangeList(int most = RangeList.Most)
{
    /// <summary>Sixteen bytes each.</summary>
    public const int Most = 1 << 20;

    private readonly List<ByteRange> ranges = [];
    private long gap;

    /// <summary>Ascending, apart.</summary>
    public IReadOnlyList<ByteRange> Ranges => ranges;

    /// <param name="range">Begins where the one before ended, or later.</param>
    public void Add(ByteRange range)
    {
        if (range.Length == 0) return;
        Join(ranges, range, gap);
        while (ranges.Count > most)
        {
            gap = gap == 0 ? 4096 : gap * 2;
            var fewer = new List<ByteRange>();
            foreach (var each in ranges) Join(fewer, each, gap);
            ranges.Clear();
            ranges.AddRange(fewer);
        }
    }

    /// <summary>Ranges in any order, overlapping or not, as ascending ones that lie apart within a length: exactly what was given.</summary>
    public static IReadOnlyList<ByteRange> Of(IEnumerable<ByteRange> ranges, long length)
    {
        var list = new RangeList(int.MaxValue);
        foreach (var range in ranges.Where(range => range.Offset < length && range.Length > 0).OrderBy(range => range.Offset)) list.Add(range with { Length = Math.Min(range.Length, length - range.Offset) });
        return list.Ranges;
    }

    private static void Join(List<ByteRange> list, ByteRange range, long gap)
    {
        if (list.Count > 0 && range.Offset - list[^1].End <= gap) list[^1] = list[^1] with { Length = Math.Max(list[^1].End, range.End) - list[^1].Offset };
        else list.Add(range);
    }
}
