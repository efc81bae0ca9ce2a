using Holdfast.Format.Packs;

namespace Holdfast.Store.Index;

/// <summary>The packs of one run, sorted, and which of them are removed. Removal is seen by readers on other threads.</summary>
internal sealed class PackSet
{
    private readonly PackId[] ids;
    private readonly ulong[] removed;
    private int removedCount;

    public PackSet(PackId[] sorted)
    {
        ids = sorted;
        removed = new ulong[(sorted.Length + 63) / 64];
    }

    public int Count => ids.Length;

    public int RemovedCount => Volatile.Read(ref removedCount);

    public int LiveCount => Count - RemovedCount;

    public long Bytes => ((long)ids.Length * PackId.Size) + ((long)removed.Length * sizeof(ulong));

    /// <summary>One bit for each pack, in order.</summary>
    public ReadOnlySpan<ulong> RemovedBits => removed;

    public PackId this[int ordinal] => ids[ordinal];

    /// <summary>The ordinal of a pack that is here, removed or not; negative where it is not.</summary>
    public int IndexOf(in PackId id) => Array.BinarySearch(ids, id);

    public bool IsRemoved(uint ordinal) => (Volatile.Read(ref removed[ordinal >> 6]) & (1UL << (int)(ordinal & 63))) != 0;

    public bool HasLive(in PackId id)
    {
        var ordinal = IndexOf(id);
        return ordinal >= 0 && !IsRemoved((uint)ordinal);
    }

    /// <summary>False where it was removed before. Single writer.</summary>
    public bool Remove(int ordinal)
    {
        if (IsRemoved((uint)ordinal)) return false;
        Volatile.Write(ref removed[ordinal >> 6], removed[ordinal >> 6] | (1UL << (ordinal & 63)));
        removedCount++;
        return true;
    }
}
