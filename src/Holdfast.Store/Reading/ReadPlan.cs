using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;
using Holdfast.Store.Index;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Reading;

/// <summary>Which ranges of which packs are read for a set of chunks. What a recovery reads by, and what a forecast counts.</summary>
public sealed class ReadPlan
{
    private ReadPlan(List<ReadRun> runs, List<ChunkId> missing) => (Runs, Missing) = (runs, missing);

    /// <summary>Chunks that are not in the repository, or only damaged.</summary>
    public IReadOnlyList<ChunkId> Missing { get; }

    /// <summary>Reads of the blob store.</summary>
    public int Requests => Runs.Count;

    /// <summary>Bytes that are read, gaps among them.</summary>
    public long Bytes => Runs.Sum(run => (long)run.Length);

    internal IReadOnlyList<ReadRun> Runs { get; }

    internal static ReadPlan Of(Repository repository, IReadOnlyCollection<ChunkId> ids)
    {
        var wanted = new List<PlannedChunk>(ids.Count);
        var missing = new List<ChunkId>();
        foreach (var id in ids)
        {
            var at = repository.Chunks.Copies(id).FirstOrDefault();
            if (at == default) missing.Add(id);
            else wanted.Add(new PlannedChunk(id, at));
        }
        wanted.Sort((a, b) => a.At.Pack == b.At.Pack ? a.At.Offset.CompareTo(b.At.Offset) : a.At.Pack.CompareTo(b.At.Pack));
        return new ReadPlan(Group(wanted, repository.Options.Reads), missing);
    }

    private static List<ReadRun> Group(List<PlannedChunk> wanted, ReadCost cost)
    {
        var runs = new List<ReadRun>();
        for (var from = 0; from < wanted.Count;)
        {
            var first = wanted[from].At;
            long size = PackLayout.RecordSize((int)first.StoredLength), unwanted = 0;
            var to = from + 1;
            for (; to < wanted.Count && wanted[to].At.Pack == first.Pack; to++)
            {
                var next = wanted[to].At;
                var gap = Math.Max(next.Offset - (first.Offset + size), 0);
                var length = End(next) - first.Offset;
                if (!cost.Joins(gap, size - unwanted, unwanted, length)) break;
                unwanted += gap;
                size = Math.Max(size, length);
            }
            runs.Add(new ReadRun(first.Pack, first.Offset, (int)size, wanted.GetRange(from, to - from)));
            from = to;
        }
        return runs;
    }

    private static long End(in ChunkLocation at) => at.Offset + PackLayout.RecordSize((int)at.StoredLength);
}
