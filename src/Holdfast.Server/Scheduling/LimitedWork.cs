using Holdfast.Contracts.Errors;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Scheduling;

/// <summary>Work that its schedule gives only so much time: to the end of the backup window, or so many minutes. When that is over the job is cancelled and says why.</summary>
internal sealed class LimitedWork(IJobWork work, TimeProvider time) : IJobWork
{
    public void Run(LiveJob job)
    {
        var limits = Limits(job).ToList();
        if (limits.Count == 0)
        {
            work.Run(job);
            return;
        }
        var (left, reason) = limits.MinBy(limit => limit.Left);
        if (left <= TimeSpan.Zero) End(job, reason);
        job.Cancellation.ThrowIfCancellationRequested();
        using var timer = time.CreateTimer(_ => End(job, reason), null, left, Timeout.InfiniteTimeSpan);
        work.Run(job);
    }

    private IEnumerable<(TimeSpan Left, string Reason)> Limits(LiveJob job)
    {
        if (job.Arguments.LongestMinutes is { } minutes) yield return (TimeSpan.FromMinutes(minutes), $"It has run for {minutes} minutes, the longest that its group allows.");
        // A job that is run again after the window closed was asked for by a person.
        if (job.Arguments.NotAfter is { } end && job.Row.Created < end)
            yield return (CatalogTime.To(end) - time.GetUtcNow(), $"The backup window of its group closed at {CatalogTime.To(end):u}.");
    }

    private static void End(LiveJob job, string reason)
    {
        job.Report.Item(ErrorCode.ScheduledTimeOver, reason, "schedule", failed: false);
        job.Cancel();
    }
}
