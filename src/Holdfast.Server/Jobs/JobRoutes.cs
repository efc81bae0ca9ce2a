using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Groups;
using Holdfast.Server.Hosting;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Jobs;

/// <summary>GET jobs, GET jobs/{id}, POST jobs/{id}/cancel, POST jobs/{id}/rerun.</summary>
internal sealed class JobRoutes(JobViews views, JobRunner runner, SourceRegistry sources, GroupRegistry groups)
{
    private const int MostJobs = 10_000, LongestWaitMs = 60_000;

    internal void Map(ApiRouter routes)
    {
        routes.Get("jobs", ApiJson.Default.JobList, List);
        routes.GetAsync("jobs/{id}", ApiJson.Default.JobInfo, call =>
            views.Get(call.Route("id"), TimeSpan.FromMilliseconds(call.Number("waitMs", 0, 0, LongestWaitMs)), call.Aborted));
        routes.Post("jobs/{id}/cancel", ApiJson.Default.JobInfo, Cancel);
        routes.Post("jobs/{id}/rerun", ApiJson.Default.JobInfo, Rerun);
    }

    private JobList List(ApiCall call)
    {
        var (state, type) = (call.Text("state"), call.Text("type"));
        if (state is not null && !JobNames.IsState(state)) throw new HoldfastException(ErrorCode.BadRequest, $"'{state}' is no state of a job.");
        if (type is not null && !JobNames.IsType(type)) throw new HoldfastException(ErrorCode.BadRequest, $"'{type}' is no type of a job.");
        var filter = new JobFilter(
            state, type, call.Text("source") is { } source ? sources.Resolve(source).Id : null, call.Text("server"),
            call.Text("group") is { } group ? groups.Resolve(group).Id : null, call.Text("text"),
            call.Time("from") is { } from ? CatalogTime.From(from) : null, call.Time("to") is { } to ? CatalogTime.From(to) : null);
        return views.List(filter, call.Text("before"), call.Number("limit", 100, 1, MostJobs));
    }

    private JobInfo Cancel(ApiCall call)
    {
        var id = call.Route("id");
        if (!runner.Cancel(id))
        {
            var job = views.Get(id);
            throw new HoldfastException(ErrorCode.BadJobTransition, $"Job {id} cannot be cancelled: it is {job.State}.");
        }
        return views.Get(id);
    }

    private JobInfo Rerun(ApiCall call)
    {
        var row = views.EndedRow(call.Route("id"));
        var (type, arguments) = (JobNames.Type(row.Type), LiveJob.ArgumentsOf(row));
        if (type is JobType.ReplicaCreation or JobType.RecoveryPoint or JobType.Synchronization or JobType.ConsistencyCheck)
        {
            // The point is on disk already: what is left to do is the upload.
            if (row.State == JobStates.Failed && arguments.Online && row.RecoveryPoint is { } point)
                return views.Show(runner.Queue(JobType.CloudBackup, row.SourceId, new JobArguments { Online = true, RecoveryPoint = point }));
            arguments = arguments with { RecoveryPoint = null };
        }
        return views.Show(runner.Queue(type, row.SourceId, arguments));
    }
}
