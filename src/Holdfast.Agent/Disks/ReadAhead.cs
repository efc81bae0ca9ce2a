namespace Holdfast.Agent.Disks;

/// <summary>Recognizes reads that go on where others ended, several runs of them at a time and not strictly in order, and says what to read ahead. Thread-safe.</summary>
/// <param name="length">Bytes of the file.</param>
/// <param name="cacheBytes">What is read ahead fits into a part of this.</param>
internal sealed class ReadAhead(long length, long cacheBytes)
{
    private const int MostRuns = 4;
    private const long SmallestWindow = 1 << 20, LargestWindow = 16 << 20, LongestStep = 2 << 20;

    /// <summary>How far a read of several that are under way at once may lie from where its run ends.</summary>
    private const long Slack = 4 << 20;

    private readonly long largest = Math.Clamp(cacheBytes / (2 * MostRuns), SmallestWindow, LargestWindow);
    private readonly LinkedList<Run> runs = new();
    private readonly Lock gate = new();

    /// <summary>Takes note of a read. Ranges to read ahead, in the order in which they will be wanted.</summary>
    public IReadOnlyList<(long From, long Length)> After(long offset, long count)
    {
        lock (gate)
        {
            if (RunAt(offset) is not { } node)
            {
                runs.AddFirst(new Run { Next = offset + count, Ahead = offset + count, Window = SmallestWindow / 2 });
                if (runs.Count > MostRuns) runs.RemoveLast();
                return [];
            }
            runs.Remove(node);
            runs.AddFirst(node);
            var run = node.Value;
            if (offset + count <= run.Next) return [];
            run.Next = offset + count;
            run.Ahead = Math.Max(run.Ahead, run.Next);
            run.Window = Math.Min(run.Window * 2, largest);
            return run.Ahead - run.Next > run.Window / 2 ? [] : Extend(run);
        }
    }

    private List<(long From, long Length)> Extend(Run run)
    {
        var ranges = new List<(long, long)>();
        var end = Math.Min(run.Next + run.Window, length);
        while (run.Ahead < end)
        {
            var step = Math.Min(end - run.Ahead, LongestStep);
            ranges.Add((run.Ahead, step));
            run.Ahead += step;
        }
        return ranges;
    }

    private LinkedListNode<Run>? RunAt(long offset)
    {
        for (var node = runs.First; node is not null; node = node.Next)
            if (offset >= node.Value.Next - Slack && offset <= node.Value.Ahead + Slack) return node;
        return null;
    }

    private sealed class Run
    {
        /// <summary>Where the read that has come furthest ends.</summary>
        public long Next { get; set; }

        /// <summary>Up to here it has been read ahead.</summary>
        public long Ahead { get; set; }

        public long Window { get; set; }
    }
}
