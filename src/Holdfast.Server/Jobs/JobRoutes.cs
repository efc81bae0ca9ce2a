using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Hosting;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Jobs;

/// <summary>GET jobs, GET jobs/{id}, POST jobs/{id}/cancel, POST jobs/{id}/rerun.</summary>
internal sealed class JobRoutes(JobViews views, JobRunner runner, SourceRegistry sources)
{
    private const int MostJobs = 10_000, LongestWaitMs = 60_000;

    internal void Map(ApiRouter routes)
    {
        routes.Get("jobs", ApiJson.Default.JobList, List);
        routes.GetAsync("jobs/{id}", ApiJson.Default.JobInfo, call =>
            views.Get(Seen(call), TimeSpan.FromMilliseconds(call.Number("waitMs", 0, 0, LongestWaitMs)), call.Aborted));
        routes.Post("jobs/{id}/cancel", ApiJson.Default.JobInfo, Cancel);
        routes.Post("jobs/{id}/rerun", ApiJson.Default.JobInfo, Rerun);
    }

    private JobList List(ApiCall call)
    {
        var (state, type) = (call.Text("state"), call.Text("type"));
        if (state is not null && !JobNames.IsState(state)) throw new HoldfastException(ErrorCode.BadRequest, $"'{state}' is no state of a job.");
        if (type is not null && !JobNames.IsType(type)) throw new HoldfastException(ErrorCode.BadRequest, $"'{type}' is no type of a job.");
        var source = call.Text("source") is { } text ? sources.Resolve(text, call.Scope).Id : null;
        var limit = call.Number("limit", 100, 1, MostJobs);
        if (call.Scope.IsEverything) return views.List(state, type, source, limit);
        var seen = sources.Seen(call.Scope);
        return new JobList([.. views.List(state, type, source, MostJobs).Jobs.Where(job => job.Source is { } id && seen.Contains(id)).Take(limit)]);
    }

    /// <summary>The id of the job that the address names, if the caller sees its datasource.</summary>
    private string Seen(ApiCall call)
    {
        var id = call.Route("id");
        if (call.Scope.IsEverything || (views.Get(id).Source is { } source && sources.Seen(call.Scope).Contains(source))) return id;
        throw new HoldfastException(ErrorCode.NotFound, $"There is no job {id}.");
    }

    private JobInfo Cancel(ApiCall call)
    {
        var id = Seen(call);
        if (!runner.Cancel(id))
        {
            var job = views.Get(id);
            throw new HoldfastException(ErrorCode.BadJobTransition, $"Job {id} cannot be cancelled: it is {job.State}.");
        }
        return views.Get(id);
    }

    private JobInfo Rerun(ApiCall call)
    {
        var row = views.EndedRow(Seen(call));
        var (type, arguments) = (JobNames.Type(row.Type), JobRestart.Arguments(row));
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
