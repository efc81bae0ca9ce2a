namespace Holdfast.Protection.Jobs;

/// <summary>Waiting jobs that count against the same limits, in the order of the line, by production server: a server that is busy is passed over as a whole.</summary>
internal sealed class JobLane
{
    private readonly Dictionary<string, SortedSet<JobCandidate>> servers = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<JobCandidate> heads = new(JobOrder.Instance);

    internal void Add(JobCandidate job)
    {
        if (!servers.TryGetValue(job.Server ?? "", out var line)) servers.Add(job.Server ?? "", line = new SortedSet<JobCandidate>(JobOrder.Instance));
        var before = line.Min;
        line.Add(job);
        Move(before, line.Min);
    }

    internal void Remove(JobCandidate job)
    {
        if (!servers.TryGetValue(job.Server ?? "", out var line)) return;
        var before = line.Min;
        line.Remove(job);
        Move(before, line.Min);
        if (line.Count == 0) servers.Remove(job.Server ?? "");
    }

    /// <summary>The first in line, whether it may begin or not.</summary>
    internal JobCandidate? Head => heads.Min;

    /// <summary>The first job of a server of which the rule accepts the first.</summary>
    internal JobCandidate? First(Func<JobCandidate, bool> rule) => heads.FirstOrDefault(rule);

    private void Move(JobCandidate? before, JobCandidate? after)
    {
        if (ReferenceEquals(before, after)) return;
        if (before is not null) heads.Remove(before);
        if (after is not null) heads.Add(after);
    }
}
