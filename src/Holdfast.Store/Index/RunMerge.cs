using Holdfast.Format.Packs;

namespace Holdfast.Store.Index;

/// <summary>
/// Merges neighboring runs into one, dropping the entries of removed packs. Streams: beyond the new run's resident part it needs
/// four bytes a pack and a buffer for each source. The caller has acquired the sources; they are listed oldest first.
/// </summary>
internal sealed class RunMerge
{
    private const int Gone = -1;

    private readonly Run[] sources;
    private readonly int[][] ordinals;
    private readonly PackId[] packs;

    public RunMerge(Run[] sources)
    {
        this.sources = sources;
        ordinals = Array.ConvertAll(sources, source => new int[source.Packs.Count]);
        packs = MergePacks();
    }

    /// <exception cref="DamagedRunException">A source is damaged; nothing is left of the merged file.</exception>
    public Run Write(string path, ulong sequence)
    {
        using var writer = new RunWriter(path, sequence, sources.Sum(source => source.Count), packs);
        var readers = new List<(RunReader Reader, int[] Ordinals)>();
        for (var i = sources.Length - 1; i >= 0; i--)
        {
            var reader = new RunReader(sources[i]);
            if (reader.MoveNext()) readers.Add((reader, ordinals[i]));
        }
        while (readers.Count > 0)
        {
            var least = Least(readers);
            var (reader, map) = readers[least];
            var ordinal = map[EntryBytes.Pack(reader.Current)];
            if (ordinal != Gone) writer.Append(reader.Current, (uint)ordinal);
            if (!reader.MoveNext()) readers.RemoveAt(least);
        }
        return writer.Complete();
    }

    /// <summary>Packs removed from the sources while the merge ran are removed from its result.</summary>
    public void CarryRemovals(Run merged)
    {
        for (var i = 0; i < sources.Length; i++)
        {
            for (var ordinal = 0; ordinal < ordinals[i].Length; ordinal++)
            {
                if (ordinals[i][ordinal] != Gone && sources[i].Packs.IsRemoved((uint)ordinal)) merged.Packs.Remove(ordinals[i][ordinal]);
            }
        }
    }

    /// <summary>The reader with the least id; the newest, which comes first in the list, where ids are equal.</summary>
    private static int Least(List<(RunReader Reader, int[] Ordinals)> readers)
    {
        var least = 0;
        for (var i = 1; i < readers.Count; i++)
        {
            var (challenger, holder) = (readers[i].Reader, readers[least].Reader);
            if (challenger.Prefix > holder.Prefix) continue;
            if (challenger.Prefix < holder.Prefix
                || EntryBytes.Id(challenger.Current).SequenceCompareTo(EntryBytes.Id(holder.Current)) < 0) least = i;
        }
        return least;
    }

    private PackId[] MergePacks()
    {
        // Removals that come meanwhile only make it shorter.
        var merged = new PackId[sources.Sum(source => source.Packs.LiveCount)];
        var next = new int[sources.Length];
        for (var count = 0; ; count++)
        {
            var least = Gone;
            for (var i = 0; i < sources.Length; i++)
            {
                var set = sources[i].Packs;
                while (next[i] < set.Count && set.IsRemoved((uint)next[i])) ordinals[i][next[i]++] = Gone;
                if (next[i] < set.Count && (least < 0 || set[next[i]].CompareTo(sources[least].Packs[next[least]]) < 0)) least = i;
            }
            if (least < 0)
            {
                if (count < merged.Length) Array.Resize(ref merged, count);
                return merged;
            }
            ordinals[least][next[least]] = count;
            merged[count] = sources[least].Packs[next[least]++];
        }
    }
}
