using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>Finds the active sequence of a log: of the complete sequences of entries the one that was written last.</summary>
internal sealed class VhdxLogSearch(VhdxLogReader reader, VhdxLogRing ring)
{
    private const int MostSteps = 1 << 20;

    private readonly Dictionary<long, VhdxLogEntry?> known = [];
    private int steps;

    /// <summary>From its oldest entry to its newest. Empty where there is none.</summary>
    public IReadOnlyList<VhdxLogEntry> Active()
    {
        IReadOnlyList<VhdxLogEntry> best = [];
        for (long tail = 0; tail < ring.Length;)
        {
            var sequence = From(tail);
            var complete = Complete(sequence);
            if (complete.Count > 0 && (best.Count == 0 || complete[^1].Sequence > best[^1].Sequence)) best = complete;
            tail += complete.Count > 0 ? sequence.Sum(entry => entry.Length) : VhdxFormat.LogSector;
        }

        return best;
    }

    /// <summary>Entries that follow each other in place and in number.</summary>
    private List<VhdxLogEntry> From(long tail)
    {
        List<VhdxLogEntry> sequence = [];
        long length = 0;
        while (Entry((tail + length) % ring.Length) is { } entry && (sequence.Count == 0 || entry.Sequence == unchecked(sequence[^1].Sequence + 1)) && length + entry.Length <= ring.Length)
        {
            sequence.Add(entry);
            length += entry.Length;
        }

        return sequence;
    }

    /// <summary>The part that the newest entry says is to be replayed; empty where not all of it is there.</summary>
    private static IReadOnlyList<VhdxLogEntry> Complete(List<VhdxLogEntry> sequence)
    {
        if (sequence.Count == 0) return [];
        var oldest = sequence.FindIndex(entry => entry.Position == sequence[^1].Tail);
        return oldest < 0 ? [] : sequence[oldest..];
    }

    private VhdxLogEntry? Entry(long position)
    {
        if (++steps > MostSteps) throw new MalformedFileException(ring.At(position), "a log that can be searched", "one with sequences that cross each other many times");
        if (!known.TryGetValue(position, out var entry)) known[position] = entry = reader.TryRead(position);
        return entry;
    }
}
