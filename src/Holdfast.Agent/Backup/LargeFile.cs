using Holdfast.Format.Chunks;
using Holdfast.Format.Items;

namespace Holdfast.Agent.Backup;

/// <summary>The extents of one large file as they become known: parts are reserved in file order and filled in any order.</summary>
internal sealed class LargeFile(PendingFile file)
{
    private readonly List<Extent[]> parts = [];
    private readonly Lock gate = new();
    private int outstanding = 1; // the reader, until it has read the file
    private bool accepted;

    public PendingFile File => file;

    public void AddHole(long length)
    {
        lock (gate) parts.Add([Extent.Hole(length)]);
    }

    public int ReservePart()
    {
        Interlocked.Increment(ref outstanding);
        lock (gate)
        {
            parts.Add([]);
            return parts.Count - 1;
        }
    }

    public void FillPart(int part, Extent[] extents)
    {
        lock (gate) parts[part] = extents;
        Release();
    }

    /// <summary>The reader is done; the file is taken as it was read, or dropped to be read again.</summary>
    public void EndReading(bool accept)
    {
        accepted = accept;
        Release();
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref outstanding) > 0 || !accepted) return;
        var item = file.Item;
        var extents = Merge();
        item.Size = extents.Sum(extent => extent.Length);
        item.Extents = extents;
        file.Complete();
    }

    /// <summary>One list, neighboring holes joined.</summary>
    private List<Extent> Merge()
    {
        var merged = new List<Extent>(parts.Sum(part => part.Length));
        foreach (var extent in parts.SelectMany(part => part))
        {
            if (extent.IsHole && merged.Count > 0 && merged[^1].IsHole) merged[^1] = Extent.Hole(merged[^1].Length + extent.Length);
            else merged.Add(extent);
        }
        return merged;
    }
}
