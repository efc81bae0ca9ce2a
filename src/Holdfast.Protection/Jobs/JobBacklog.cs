namespace Holdfast.Protection.Jobs;

/// <summary>
/// Which jobs wait, which run, and which begins next: recoveries first, then what somebody asked for, then what is scheduled, then upkeep, oldest first; within the limits;
/// never two on one datasource; a rebuild alone. No job waits forever while others pass it. Each step takes time with the logarithm of what waits. Not thread-safe.
/// </summary>
public sealed class JobBacklog(JobLimits limits)
{
    /// <summary>After so many recoveries in a row something else that waits gets a turn.</summary>
    internal const int MostRecoveriesInARow = 8;

    /// <summary>After having been passed so often, the first in line has its place kept for it.</summary>
    internal const int MostTimesPassed = 32;

    private readonly Dictionary<string, JobCandidate> waiting = [], running = [];
    private readonly Dictionary<string, SortedSet<JobCandidate>> waitingForTurn = [];
    private readonly HashSet<string> turnsTaken = [];
    private readonly Dictionary<JobUse, JobLane> lanes = [];
    private readonly SortedSet<JobCandidate> alone = new(JobOrder.Instance);
    private readonly JobTally tally = new(limits);
    private JobCandidate? passed;
    private int timesPassed, recoveriesInARow;

    public int Waiting => waiting.Count;

    public int Running => running.Count;

    /// <summary>Puts a job into the line. Its id must be new.</summary>
    public void Add(JobCandidate job)
    {
        waiting.Add(job.Id, job);
        if (job.IsAlone) alone.Add(job);
        else if (job.Turn is not { } turn) Lane(job).Add(job);
        else
        {
            if (!waitingForTurn.TryGetValue(turn, out var line)) waitingForTurn.Add(turn, line = new SortedSet<JobCandidate>(JobOrder.Instance));
            var before = line.Min;
            line.Add(job);
            if (!turnsTaken.Contains(turn)) ChangeHead(before, line.Min);
        }
    }

    /// <summary>Takes a job out of the line; false where it does not wait.</summary>
    public bool Remove(string id)
    {
        if (!waiting.Remove(id, out var job)) return false;
        if (job.IsAlone) alone.Remove(job);
        else if (job.Turn is not { } turn) Lane(job).Remove(job);
        else
        {
            var line = waitingForTurn[turn];
            var before = line.Min;
            line.Remove(job);
            if (!turnsTaken.Contains(turn)) ChangeHead(before, line.Min);
            if (line.Count == 0) waitingForTurn.Remove(turn);
        }
        return true;
    }

    /// <summary>The job that may begin now, which counts as running from here on; null where none may.</summary>
    public JobCandidate? Begin()
    {
        var next = Next();
        if (next is null) return null;
        NotePassing(next);
        Remove(next.Id);
        running.Add(next.Id, next);
        tally.Count(next, 1);
        if (next.Turn is { } turn && turnsTaken.Add(turn) && waitingForTurn.GetValueOrDefault(turn)?.Min is { } behind) Lane(behind).Remove(behind);
        recoveriesInARow = next.Type == JobType.Recovery ? recoveriesInARow + 1 : 0;
        return next;
    }

    /// <summary>A job that ran has ended.</summary>
    public void End(string id)
    {
        if (!running.Remove(id, out var job)) return;
        tally.Count(job, -1);
        if (job.Turn is { } turn && turnsTaken.Remove(turn) && waitingForTurn.GetValueOrDefault(turn)?.Min is { } next) Lane(next).Add(next);
    }

    private JobCandidate? Next()
    {
        if (running.Values.Any(job => job.IsAlone)) return null;
        var recoveriesFirst = recoveriesInARow < MostRecoveriesInARow;
        if (recoveriesFirst && Best(isRecovery: true) is { } recovery) return recovery;
        var other = Best(isRecovery: false);
        // Nobody passes what runs alone once its turn has come, or it would wait forever on a busy server.
        if (alone.Min is { } single && (Head() is not { } head || JobOrder.Instance.Compare(single, head) < 0)) return running.Count == 0 ? single : null;
        return other ?? (recoveriesFirst ? null : Best(isRecovery: true));
    }

    private JobCandidate? Best(bool isRecovery)
    {
        var keptFor = timesPassed >= MostTimesPassed && Head() is { } head && head == passed ? head : null;
        JobCandidate? best = null;
        foreach (var (use, lane) in lanes)
        {
            if (use.IsRecovery != isRecovery || !tally.HasRoom(use)) continue;
            var first = lane.First(job => keptFor is null || job == keptFor ? tally.HasRoom(job) : tally.HasRoomBeside(job, keptFor));
            if (first is not null && (best is null || JobOrder.Instance.Compare(first, best) < 0)) best = first;
        }
        return best;
    }

    /// <summary>The first in line that is no recovery and whose turn it is, whether there is room for it or not.</summary>
    private JobCandidate? Head()
    {
        JobCandidate? head = null;
        foreach (var (use, lane) in lanes)
            if (!use.IsRecovery && lane.Head is { } first && (head is null || JobOrder.Instance.Compare(first, head) < 0)) head = first;
        return head;
    }

    private void NotePassing(JobCandidate next)
    {
        if (next.IsAlone || Head() is not { } head || head == next) timesPassed = 0;
        else if (head == passed) timesPassed++;
        else (passed, timesPassed) = (head, 1);
    }

    private void ChangeHead(JobCandidate? before, JobCandidate? after)
    {
        if (ReferenceEquals(before, after)) return;
        if (before is not null) Lane(before).Remove(before);
        if (after is not null) Lane(after).Add(after);
    }

    private JobLane Lane(JobCandidate job)
    {
        if (!lanes.TryGetValue(job.Use, out var lane)) lanes.Add(job.Use, lane = new JobLane());
        return lane;
    }
}
