using System.Collections.Concurrent;
using System.Numerics;
using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;

namespace Holdfast.Store.Index;

/// <summary>
/// The entries that no run holds yet: a chained hash table that only grows. One writer at a time; readers take no lock, because
/// an entry is complete before its bucket names it and never changes after.
/// </summary>
internal sealed class RecentEntries
{
    private const int SegmentBits = 10, SegmentSize = 1 << SegmentBits, SegmentMask = SegmentSize - 1;

    private readonly int[] heads;
    private readonly ConcurrentDictionary<PackId, RecentPack> live = new(concurrencyLevel: 1, capacity: 64);
    private RecentEntry[][] segments = new RecentEntry[8][];
    private int count;
    private int packs;

    public RecentEntries(int expected)
    {
        heads = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(expected, 16, 1 << 28))];
        Array.Fill(heads, -1);
    }

    /// <summary>Entries added, those of removed packs among them.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>The larger of entries and packs added: what the bound on memory is about.</summary>
    public int Load => Math.Max(count, packs);

    public int LivePacks => live.Count;

    public IEnumerable<PackId> Packs => live.Keys;

    /// <summary>An estimate: 120 bytes a pack is what the dictionary costs.</summary>
    public long Bytes
    {
        get
        {
            var allocated = Volatile.Read(ref segments).Count(segment => segment is not null);
            return ((long)heads.Length * sizeof(int)) + ((long)allocated * SegmentSize * EntrySize) + (live.Count * 120L);
        }
    }

    private static int EntrySize => System.Runtime.CompilerServices.Unsafe.SizeOf<RecentEntry>();

    public bool HasLive(in PackId pack) => live.ContainsKey(pack);

    public void Add(in PackId id, IReadOnlyList<IndexEntry> entries)
    {
        var pack = new RecentPack(id);
        for (var i = 0; i < entries.Count; i++) Add(entries[i], pack);
        packs++;
        live[id] = pack;
    }

    public bool Remove(in PackId id)
    {
        if (!live.TryRemove(id, out var pack)) return false;
        pack.Remove();
        return true;
    }

    public bool TryFind(in ChunkId id, out ChunkLocation location)
    {
        var at = First(id);
        var table = Volatile.Read(ref segments); // after the bucket: a table read before may lack its segment
        while (at >= 0)
        {
            ref readonly var entry = ref At(ref table, at);
            if (entry.Entry.Id == id && !entry.Pack.IsRemoved)
            {
                location = entry.Location;
                return true;
            }
            at = entry.Next;
        }
        location = default;
        return false;
    }

    public void FindAll(in ChunkId id, List<ChunkLocation> found)
    {
        var at = First(id);
        var table = Volatile.Read(ref segments); // after the bucket: a table read before may lack its segment
        while (at >= 0)
        {
            ref readonly var entry = ref At(ref table, at);
            if (entry.Entry.Id == id && !entry.Pack.IsRemoved) found.Add(entry.Location);
            at = entry.Next;
        }
    }

    /// <summary>Writes the live entries as a run, sorted by id, the newest copy of an id first. Called by the writer.</summary>
    public Run WriteRun(string path, ulong sequence)
    {
        var sorted = live.Values.OrderBy(pack => pack.Id).ToArray();
        for (var i = 0; i < sorted.Length; i++) sorted[i].Ordinal = (uint)i;

        var order = SortedOrder();
        using var writer = new RunWriter(path, sequence, order.Length, Array.ConvertAll(sorted, pack => pack.Id));
        Span<byte> bytes = stackalloc byte[EntryBytes.Size];
        foreach (var at in order)
        {
            ref readonly var entry = ref At(ref segments, at);
            EntryBytes.Write(bytes, entry.Entry.Id, entry.Location, entry.Pack.Ordinal);
            writer.Append(bytes, entry.Pack.Ordinal);
        }
        return writer.Complete();
    }

    private void Add(in IndexEntry entry, RecentPack pack)
    {
        var at = count;
        var segment = at >> SegmentBits;
        if (segment == segments.Length)
        {
            var larger = new RecentEntry[segments.Length * 2][];
            segments.CopyTo(larger, 0);
            Volatile.Write(ref segments, larger);
        }
        segments[segment] ??= new RecentEntry[SegmentSize];
        ref var head = ref heads[Bucket(entry.Id)];
        segments[segment][at & SegmentMask] = new RecentEntry(entry, pack, head);
        Volatile.Write(ref head, at);
        Volatile.Write(ref count, at + 1);
    }

    private int[] SortedOrder()
    {
        var keys = new ulong[count];
        var order = new int[count];
        var kept = 0;
        for (var at = 0; at < count; at++)
        {
            ref readonly var entry = ref At(ref segments, at);
            if (entry.Pack.IsRemoved) continue;
            keys[kept] = entry.Entry.Id.Value.A;
            order[kept++] = at;
        }
        Array.Resize(ref keys, kept);
        Array.Resize(ref order, kept);
        Array.Sort(keys, order);
        for (var start = 0; start < kept;)
        {
            var end = start + 1;
            while (end < kept && keys[end] == keys[start]) end++;
            if (end - start > 1) order.AsSpan(start, end - start).Sort(NewestFirst);
            start = end;
        }
        return order;
    }

    private int NewestFirst(int left, int right)
    {
        var byId = At(ref segments, left).Entry.Id.CompareTo(At(ref segments, right).Entry.Id);
        return byId != 0 ? byId : right.CompareTo(left);
    }

    private int First(in ChunkId id) => Volatile.Read(ref heads[Bucket(id)]);

    private int Bucket(in ChunkId id) => (int)(BlockedBloomFilter.Hash(id) & (uint)(heads.Length - 1));

    private static ref readonly RecentEntry At(ref RecentEntry[][] table, int at) => ref table[at >> SegmentBits][at & SegmentMask];
}
