namespace Holdfast.Server.Jobs;

/// <summary>Queued jobs that wait for an agent. They stand in no line, so that they take no place from others. Not thread-safe.</summary>
/// <param name="overdue">Called on a thread of the clock's when a job has waited for its longest.</param>
internal sealed class AwaitingJobs(Action<LiveJob, AgentWait> overdue, TimeProvider time)
{
    internal const string Phase = "waiting for the agent";

    private readonly Dictionary<string, (LiveJob Job, AgentWait Wait, ITimer Timer)> jobs = [];

    internal int Count => jobs.Count;

    internal void Add(LiveJob job, AgentWait wait)
    {
        var timer = time.CreateTimer(_ => overdue(job, wait), null, wait.Longest, Timeout.InfiniteTimeSpan);
        jobs.Add(job.Id, (job, wait, timer));
        (job.AwaitsAgent, job.Report.Progress.Phase) = (true, Phase);
    }

    /// <summary>False where it does not wait.</summary>
    internal bool Remove(string id)
    {
        if (!jobs.Remove(id, out var waiting)) return false;
        waiting.Timer.Dispose();
        (waiting.Job.AwaitsAgent, waiting.Job.Report.Progress.Phase) = (false, "");
        return true;
    }

    /// <summary>Takes a job out whose time is over; false where it does not wait any more, or waits anew.</summary>
    internal bool RemoveOverdue(string id, AgentWait wait) => jobs.TryGetValue(id, out var waiting) && ReferenceEquals(waiting.Wait, wait) && Remove(id);

    /// <summary>Takes those out that wait for an agent of this production server.</summary>
    internal IReadOnlyList<LiveJob> TakeOf(string server)
    {
        var found = jobs.Values.Where(waiting => waiting.Wait.Others.Prepend(waiting.Wait.Server).Contains(server, StringComparer.OrdinalIgnoreCase)).Select(waiting => waiting.Job).ToList();
        foreach (var job in found) Remove(job.Id);
        return found;
    }

    /// <summary>Lets all wait on without an end.</summary>
    internal void StopClocks()
    {
        foreach (var waiting in jobs.Values) waiting.Timer.Dispose();
    }
}
