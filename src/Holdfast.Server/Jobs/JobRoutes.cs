using Holdfast.Contracts.Accounts;
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
        routes.Get("jobs", ApiJson.Default.JobList, List).Takes(
            ApiParameter.Text("state", "only those in this state"), ApiParameter.Text("type", "only those of this type"), ApiParameter.Text("source", "only those of this datasource"),
            ApiParameter.Text("server", "only those of this production server"), ApiParameter.Text("group", "only those of this protection group"),
            ApiParameter.Text("text", "what they contain"), ApiParameter.Time("from", "only those not older"), ApiParameter.Time("to", "only those not newer"),
            ApiParameter.Text("before", "id of the last job of the page before"), ApiParameter.Number("limit", 1, 10_000, "most jobs; 100"));
        routes.GetAsync("jobs/{id}", ApiJson.Default.JobInfo, call =>
            views.Get(Seen(call), TimeSpan.FromMilliseconds(call.Number("waitMs", 0, 0, LongestWaitMs)), call.Aborted)).Takes(ApiParameter.Number("waitMs", 0, LongestWaitMs, "answers when the job has ended, or after this time"));
        routes.Post("jobs/{id}/cancel", ApiJson.Default.JobInfo, Cancel);
        routes.Post("jobs/{id}/rerun", ApiJson.Default.JobInfo, Rerun);
    }

    private JobList List(ApiCall call)
    {
        var (state, type) = (call.Text("state"), call.Text("type"));
        if (state is not null && !JobNames.IsState(state)) throw new HoldfastException(ErrorCode.BadRequest, $"'{state}' is no state of a job.");
        if (type is not null && !JobNames.IsType(type)) throw new HoldfastException(ErrorCode.BadRequest, $"'{type}' is no type of a job.");
        var filter = new JobFilter(
            state, type, call.Text("source") is { } source ? sources.Resolve(source, call.Scope).Id : null, call.Text("server"),
            call.Text("group") is { } group ? groups.Resolve(group, call.Scope).Id : null, call.Text("text"),
            call.Time("from") is { } from ? CatalogTime.From(from) : null, call.Time("to") is { } to ? CatalogTime.From(to) : null)
        {
            ScopeServers = call.Scope.IsEverything ? null : [.. call.Scope.Servers.Select(server => server.ToLowerInvariant())],
            ScopeGroups = call.Scope.IsEverything ? null : call.Scope.GroupIds,
        };
        return views.List(filter, call.Text("before"), call.Number("limit", 100, 1, MostJobs));
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
        // Whoever only recovers may end what they began themselves, and nothing else.
        if ((call.Caller.Role & Roles.Running) == 0 && views.Get(id).Account != call.Caller.Name)
            throw new HoldfastException(ErrorCode.Forbidden, $"Job {id} is not a recovery that you have asked for.");
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
        var (type, arguments) = (JobNames.Type(row.Type), LiveJob.ArgumentsOf(row));
        if (type is JobType.ReplicaCreation or JobType.RecoveryPoint or JobType.Synchronization or JobType.ConsistencyCheck)
        {
            // The point is on disk already: what is left to do is the upload.
            if (row.State == JobStates.Failed && arguments.Online && row.RecoveryPoint is { } point)
                return views.Show(runner.Queue(JobType.CloudBackup, row.SourceId, new JobArguments { Online = true, RecoveryPoint = point }));
            arguments = arguments with { RecoveryPoint = null };
        }
        if (type == JobType.Recovery) arguments = arguments with { Account = call.Caller.Name };
        return views.Show(runner.Queue(type, row.SourceId, arguments));
    }
}
