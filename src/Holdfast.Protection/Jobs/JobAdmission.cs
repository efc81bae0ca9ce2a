namespace Holdfast.Protection.Jobs;

/// <summary>Which queued jobs may begin.</summary>
public static class JobAdmission
{
    /// <summary>The first queued job that may begin beside those that run, or null.</summary>
    /// <param name="queued">Oldest first.</param>
    /// <param name="most">How many jobs may run at a time.</param>
    public static JobCandidate? Next(IReadOnlyList<JobCandidate> queued, IReadOnlyCollection<JobCandidate> running, int most)
    {
        if (running.Count >= most) return null;
        // Nobody overtakes a rebuild that waits for its turn, or it would wait forever on a busy server.
        foreach (var candidate in queued)
        {
            if (running.All(other => CanRunBeside(candidate, other))) return candidate;
            if (candidate.Type == JobType.Rebuild) return null;
        }
        return null;
    }

    /// <summary>Never two jobs on one datasource, never two of the pool's own maintenance, and a rebuild runs alone.</summary>
    public static bool CanRunBeside(JobCandidate one, JobCandidate other)
    {
        if (one.Type == JobType.Rebuild || other.Type == JobType.Rebuild) return false;
        if (one.SourceId is not null && one.SourceId == other.SourceId) return false;
        return !(IsMaintenance(one.Type) && IsMaintenance(other.Type));
    }

    private static bool IsMaintenance(JobType type) => type is JobType.Collection or JobType.DiskRemoval or JobType.Verification;
}
