using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;

namespace Holdfast.Agent.Applications;

/// <summary>Finds the extent at an offset of a file. Of a huge file one list is in memory, and where each begins that has been met. One thread.</summary>
internal sealed class FileExtents
{
    private readonly IChunkSource chunks;
    private readonly IReadOnlyList<ChunkId>? lists;
    private readonly List<long> listStarts = [0];
    private IReadOnlyList<Extent> extents = [];
    private long[] starts = [];
    private int current = -1;

    public FileExtents(IChunkSource chunks, Item file)
    {
        this.chunks = chunks;
        lists = file.ExtentLists;
        Size = file.Size;
        if (lists is null) Take(0, file.Extents ?? []);
    }

    public long Size { get; }

    /// <summary>The extent that holds the byte at an offset, and where it begins.</summary>
    /// <exception cref="MalformedDataException">The extents end before the file does.</exception>
    /// <exception cref="ChunkUnavailableException">A list is damaged or not there.</exception>
    public (Extent Extent, long Start) At(long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(offset, Size);
        if (lists is not null) Enter(offset);
        var found = Array.BinarySearch(starts, offset);
        var index = found >= 0 ? found : ~found - 1;
        if (index < 0 || index >= extents.Count || offset - starts[index] >= extents[index].Length) throw new MalformedDataException($"The extents of a file of {Size} bytes end at byte {offset}.");
        return (extents[index], starts[index]);
    }

    private void Enter(long offset)
    {
        var found = listStarts.BinarySearch(offset);
        var list = found >= 0 ? found : ~found - 1;
        while (true)
        {
            if (list >= lists!.Count) throw new MalformedDataException($"The extent lists of a file of {Size} bytes end at byte {offset}.");
            if (list != current) Take(list, ExtentLists.Decode(chunks.Read(lists[list])));
            var end = starts.Length == 0 ? listStarts[list] : starts[^1] + extents[^1].Length;
            if (listStarts.Count == list + 1) listStarts.Add(end);
            if (offset < end) return;
            list++;
        }
    }

    private void Take(int list, IReadOnlyList<Extent> decoded)
    {
        (extents, current) = (decoded, list);
        starts = new long[decoded.Count];
        var at = listStarts[list];
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = at;
            at += decoded[i].Length;
        }
    }
}
