using Holdfast.Format;
using Holdfast.Format.Items;

namespace Holdfast.Agent.Applications;

/// <summary>Extents of a file one after another, and where each begins: all of them, or those of one list. Never changes.</summary>
internal sealed class ExtentSegment
{
    private readonly IReadOnlyList<Extent> extents;
    private readonly long[] starts;

    /// <exception cref="MalformedDataException">The extents reach beyond the file.</exception>
    internal ExtentSegment(int number, long start, IReadOnlyList<Extent> extents, long fileSize)
    {
        (Number, Start, this.extents) = (number, start, extents);
        starts = new long[extents.Count];
        var at = start;
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = at;
            if (extents[i].Length > fileSize - at) throw new MalformedDataException($"The extents of a file of {fileSize} bytes reach beyond its end.");
            at += extents[i].Length;
        }
        End = at;
    }

    /// <summary>Of its list among the lists of the file.</summary>
    public int Number { get; }

    public long Start { get; }

    /// <summary>The first byte behind it.</summary>
    public long End { get; }

    public int Count => extents.Count;

    public Extent this[int index] => extents[index];

    public long StartOf(int index) => starts[index];

    /// <summary>The extent that holds a byte which lies in here. Of several that begin at one byte all but the last are empty.</summary>
    public int IndexAt(long offset)
    {
        var found = Array.BinarySearch(starts, offset);
        if (found < 0) return ~found - 1;
        while (found + 1 < starts.Length && starts[found + 1] == offset) found++;
        return found;
    }
}
