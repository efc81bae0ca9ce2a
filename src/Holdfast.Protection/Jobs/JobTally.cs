namespace Holdfast.Protection.Jobs;

/// <summary>What runs, counted as the limits count it.</summary>
internal sealed class JobTally(JobLimits limits)
{
    private readonly Dictionary<string, int> servers = new(StringComparer.OrdinalIgnoreCase);
    private int total, online, pool;

    internal void Count(JobCandidate job, int change)
    {
        total += change;
        if (job.Use.Online) online += change;
        if (job.Use.Pool) pool += change;
        if (job.Server is not { } server) return;
        var running = servers.GetValueOrDefault(server) + change;
        if (running == 0) servers.Remove(server);
        else servers[server] = running;
    }

    /// <summary>False where none of such jobs may begin, whatever their server.</summary>
    internal bool HasRoom(JobUse use) => total < limits.Total && !(use.Online && online >= limits.Online) && !(use.Pool && pool >= limits.Pool);

    internal bool HasRoom(JobCandidate job) => HasRoom(job.Use) && (job.Server is not { } server || servers.GetValueOrDefault(server) < limits.PerServer);

    /// <summary>Whether a job may begin without taking a place that another, which comes first, waits for.</summary>
    internal bool HasRoomBeside(JobCandidate job, JobCandidate first)
    {
        if (!HasRoom(job) || total + 1 >= limits.Total) return false;
        if (job.Use.Online && first.Use.Online && online + 1 >= limits.Online) return false;
        if (job.Use.Pool && first.Use.Pool && pool + 1 >= limits.Pool) return false;
        return job.Server is not { } server || !string.Equals(server, first.Server, StringComparison.OrdinalIgnoreCase) || servers.GetValueOrDefault(server) + 1 < limits.PerServer;
    }
}
