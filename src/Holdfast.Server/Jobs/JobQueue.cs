using Holdfast.Contracts.Api;
using Holdfast.Protection.Jobs;

namespace Holdfast.Server.Jobs;

/// <summary>Queues a job and shows it: what most routes do.</summary>
internal sealed class JobQueue(JobRunner runner, JobViews views)
{
    internal JobInfo Queue(JobType type, string? sourceId, JobArguments arguments, string? secret = null) =>
        views.Show(runner.Queue(type, sourceId, arguments, secret));
}
