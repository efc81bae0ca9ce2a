using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Log;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Planning;

/// <summary>The followed log as a plan sees it.</summary>
internal sealed class KeptLog
{
    private readonly int segmentSize;
    private readonly List<WalName> segments = [];

    public KeptLog(LogState? state, int segmentSize)
    {
        this.segmentSize = segmentSize;
        Covered = state?.Covered;
        foreach (var segment in state?.Segments ?? [])
            if (WalName.TryParse(segment.Name, segmentSize, out var name) && segment.Length > 0) segments.Add(name);
        segments.Sort((a, b) => a.Number == b.Number ? a.Timeline.CompareTo(b.Timeline) : a.Number.CompareTo(b.Number));
        if (state is not null && Lsn.TryParse(state.Start, out var start)) Start = start;
    }

    public DateTimeOffset? Covered { get; }

    private Lsn? Start { get; }

    /// <summary>Timelines other than the first have a file that says where they branched off.</summary>
    public IReadOnlyList<string> Histories => [.. segments.Select(segment => segment.Timeline).Distinct().Where(timeline => timeline > 1).Order().Select(WalName.History)];

    /// <summary>Why the log does not go on from a point; null: it does.</summary>
    public string? WhyNotFrom(BackupDocument point, ClusterState state)
    {
        if (segments.Count == 0 || Start is null) return "no log is kept";
        // The point brings the segments of its own time itself, the last of them whole.
        var needed = WalName.At(state.Timeline, Lsn.Parse(point.End), segmentSize).Number + 1;
        if (Start.Value.SegmentStart(segmentSize) > new Lsn(needed * (ulong)segmentSize)) return $"the kept log begins later, at {Start}";
        if (!segments.Exists(segment => segment.Timeline >= state.Timeline)) return "the kept log is of an earlier timeline";
        var numbers = segments.Select(segment => segment.Number).Distinct().Where(number => number >= needed).ToList();
        for (var i = 0; i < numbers.Count; i++)
            if (numbers[i] != needed + (ulong)i) return $"the kept log has a gap at {new Lsn((needed + (ulong)i) * (ulong)segmentSize)}";
        return null;
    }

    /// <summary>Names of what replaying from a point may read, in order.</summary>
    public IReadOnlyList<string> From(BackupDocument point, ClusterState state)
    {
        var first = WalName.At(state.Timeline, Lsn.Parse(point.Start), segmentSize).Number;
        return [.. Histories, .. segments.Where(segment => segment.Number >= first).Select(segment => segment.Text(segmentSize))];
    }
}
