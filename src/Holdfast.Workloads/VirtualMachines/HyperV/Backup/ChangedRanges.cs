using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Backup;

/// <summary>All changes of a disk, asked for piece by piece. What the platform says is checked: a backup that trusted a wrong answer would keep old blocks.</summary>
internal static class ChangedRanges
{
    /// <summary>Bytes of a disk that are asked about at once: keeps one answer small.</summary>
    public const long LongestQuestion = 16L << 30;

    /// <summary>Ranges that are kept; with more of them, reading all of the disk costs little more.</summary>
    public const int Most = 1 << 20;

    private const int Alignment = 1 << 20;

    /// <param name="length">Bytes of the disk.</param>
    /// <returns>Ascending, apart, within the disk.</returns>
    /// <exception cref="ChangeTrackingFailure">It cannot be told, or what was told makes no sense.</exception>
    public static IReadOnlyList<ByteRange> Ask(IChangeTracking tracking, string file, string since, long length, CancellationToken cancellation)
    {
        var all = new List<ByteRange>();
        for (long at = 0; at < length;)
        {
            cancellation.ThrowIfCancellationRequested();
            var asked = Question(at, length);
            var page = tracking.Changes(file, since, at, asked);
            if (page.Processed <= 0) throw new ChangeTrackingFailure($"Hyper-V stopped telling them at byte {at}");
            if (page.Processed > asked) throw new ChangeTrackingFailure($"Hyper-V answered about more than was asked at byte {at}");
            Add(all, page.Changed, new ByteRange(at, page.Processed), length);
            at += page.Processed;
        }
        return Merge(all);
    }

    /// <summary>Hyper-V wants a question to be shorter than the disk.</summary>
    private static long Question(long at, long length)
    {
        var rest = Math.Min(LongestQuestion, length - at);
        return rest < length || length < 2 * Alignment ? rest : length / 2 / Alignment * Alignment;
    }

    private static void Add(List<ByteRange> all, IReadOnlyList<ByteRange> changed, ByteRange about, long length)
    {
        if (changed.Count > Most - all.Count) throw new ChangeTrackingFailure($"there are more than {Most} of them");
        foreach (var range in changed)
        {
            // Blocks are coarser than the question: a range may reach beyond it, never begin outside the disk.
            if (range.Length <= 0 || range.Offset < 0 || range.Offset >= length || range.Length > long.MaxValue - range.Offset) throw new ChangeTrackingFailure($"Hyper-V named bytes {range.Offset} to {unchecked((ulong)range.Offset + (ulong)range.Length)} of a disk of {length}");
            if (range.End <= about.Offset || range.Offset >= about.End) throw new ChangeTrackingFailure($"Hyper-V named byte {range.Offset} where it was asked about bytes {about.Offset} to {about.End}");
            all.Add(range with { Length = Math.Min(range.Length, length - range.Offset) });
        }
    }

    private static List<ByteRange> Merge(List<ByteRange> all)
    {
        all.Sort((left, right) => left.Offset.CompareTo(right.Offset));
        var merged = new List<ByteRange>();
        foreach (var range in all)
        {
            if (merged is [.., var last] && range.Offset <= last.End) merged[^1] = last with { Length = Math.Max(last.End, range.End) - last.Offset };
            else merged.Add(range);
        }
        return merged;
    }
}
