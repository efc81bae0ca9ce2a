using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;

namespace Holdfast.Agent.Applications;

/// <summary>
/// Finds the extents of a file. Of a huge file a few lists are in memory, and where each begins that has been met: a first jump far ahead reads the lists before
/// it once, later ones only the list that holds the place. Thread-safe.
/// </summary>
internal sealed class FileExtents
{
    /// <summary>Lists in memory: some 400 KiB each.</summary>
    private const int MostSegments = 8;

    /// <summary>Lists that are announced together before a jump reads them.</summary>
    private const int Announced = 16;

    private readonly IChunkSource chunks;
    private readonly IReadOnlyList<ChunkId>? lists;
    private readonly Lock gate = new();

    /// <summary>Where lists begin, as far as that is known.</summary>
    private readonly List<long> listStarts = [0];
    private readonly LinkedList<ExtentSegment> recent = new();

    public FileExtents(IChunkSource chunks, Item file)
    {
        this.chunks = chunks;
        lists = file.ExtentLists;
        Size = file.Size;
        if (lists is null) recent.AddFirst(new ExtentSegment(0, 0, file.Extents ?? [], Size));
    }

    public long Size { get; }

    /// <summary>The extent that holds the byte at an offset, and where it begins.</summary>
    /// <exception cref="MalformedDataException">The extents end before the file does.</exception>
    /// <exception cref="ChunkUnavailableException">A list is damaged or not there.</exception>
    public (Extent Extent, long Start) At(long offset)
    {
        var segment = SegmentAt(offset);
        var index = segment.IndexAt(offset);
        return (segment[index], segment.StartOf(index));
    }

    /// <summary>The extents of a range, front to back; the first and the last may reach beyond it. Empty ones are left out.</summary>
    /// <exception cref="MalformedDataException">The extents end before the file does.</exception>
    /// <exception cref="ChunkUnavailableException">A list is damaged or not there.</exception>
    public IEnumerable<(Extent Extent, long Start)> Within(long offset, long length)
    {
        var end = checked(offset + length);
        while (offset < end)
        {
            var segment = SegmentAt(offset);
            for (var i = segment.IndexAt(offset); i < segment.Count && segment.StartOf(i) < end; i++)
                if (segment[i].Length > 0) yield return (segment[i], segment.StartOf(i));
            offset = segment.End;
        }
    }

    private ExtentSegment SegmentAt(long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(offset, Size);
        lock (gate)
        {
            for (var node = recent.First; node is not null; node = node.Next)
            {
                if (offset < node.Value.Start || offset >= node.Value.End) continue;
                if (node != recent.First)
                {
                    recent.Remove(node);
                    recent.AddFirst(node);
                }
                return node.Value;
            }
            return lists is null ? throw TooShort(offset) : Enter(offset);
        }
    }

    private ExtentSegment Enter(long offset)
    {
        var found = listStarts.BinarySearch(offset);
        var list = found >= 0 ? LastAt(found, offset) : ~found - 1;
        for (var ahead = 0; ; list++)
        {
            if (list >= lists!.Count) throw TooShort(offset);
            if (listStarts.Count == list + 1 && ahead-- == 0)
            {
                chunks.ReadAhead([.. lists.Skip(list).Take(Announced)]);
                ahead = Announced - 1;
            }
            var segment = new ExtentSegment(list, listStarts[list], ExtentLists.Decode(chunks.Read(lists[list])), Size);
            if (listStarts.Count == list + 1) listStarts.Add(segment.End);
            if (offset >= segment.End) continue;
            recent.AddFirst(segment);
            if (recent.Count > MostSegments) recent.RemoveLast();
            return segment;
        }
    }

    // Lists without a byte may stand before the one that is meant.
    private int LastAt(int list, long offset)
    {
        while (list + 1 < listStarts.Count && listStarts[list + 1] == offset) list++;
        return list;
    }

    private MalformedDataException TooShort(long offset) => new($"The extents of a file of {Size} bytes end at or before byte {offset}.");
}
