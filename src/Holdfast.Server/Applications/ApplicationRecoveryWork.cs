using Holdfast.Agent.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Work;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Applications;
using Holdfast.Server.Jobs;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>Recovers an application as its plan says; the plan and what came of it stay with the job.</summary>
internal sealed class ApplicationRecoveryWork(ServerCatalog catalog, ApplicationKinds kinds, ApplicationContexts contexts, IEngine engine, LogFollowers followers, RemotePart remotely) : IJobWork
{
    public void Run(LiveJob job)
    {
        var arguments = job.Arguments;
        var place = new PointPlace(arguments.Online, arguments.ExternalServer);
        var source = WithOptions(Source(job, place), arguments.Application?.Options);
        var workload = kinds.Of(source);
        var ask = RecoveryPlanner.Ask(arguments);
        if (arguments.Server is { } server)
        {
            RunRemotely(job, source, workload, ask, server);
            return;
        }
        var progress = new ApplicationProgress(job.Report.Progress, phase => job.Report.Progress.Phase = phase);
        job.Report.Progress.Phase = "recovery";
        using var scratch = contexts.Scratch();
        var context = AddressOf(ask, source, place) is { } address ? contexts.OfAddress(address, CatalogJson.ReadMap(source.Options), scratch) : contexts.Of(source, scratch);
        var outcome = engine.Applications.Read(source.Id, place, job.Report, (kept, open) =>
        {
            var state = followers.Current(source.Id, place, kept);
            var (plan, log) = Plan(job, source, workload, ask, state);
            return workload.Recover(new RecoveryTask(context, ask, plan, state.Points, log?.State, new ReportedNotes(job.Report), progress), open(log?.Id), job.Cancellation);
        });
        job.RecoveryPlan = job.RecoveryPlan! with { Reached = outcome.Reached, Notes = outcome.Notes };
    }

    private void RunRemotely(LiveJob job, SourceRow source, IWorkload workload, RecoveryAsk ask, string server)
    {
        var place = new PointPlace(job.Arguments.Online, job.Arguments.ExternalServer);
        using var remote = remotely.ApplicationRecovery(job, server);
        var outcome = engine.Applications.ReadRemotely(source.Id, place, (kept, open) =>
        {
            var state = followers.Current(source.Id, place, kept);
            var (plan, log) = Plan(job, source, workload, ask, state);
            return remote.Run(contexts.SiteOfRecovery(source, AddressOf(ask, source, place), server), ask, plan, state, log, open);
        });
        job.RecoveryPlan = job.RecoveryPlan! with { Reached = outcome.Reached, Notes = outcome.Notes };
    }

    // Null for a datasource of this server: of another server's nothing is kept here.
    private static string? AddressOf(RecoveryAsk ask, SourceRow source, PointPlace place) => ask.Address ?? (place.ExternalServerId is null ? null : source.Path);

    private static (RecoveryPlan Plan, KeptLog? Log) Plan(LiveJob job, SourceRow source, IWorkload workload, RecoveryAsk ask, ApplicationState state)
    {
        var (plan, log) = RecoveryPlanner.Plan(workload, ask, state);
        job.RecoveryPlan = RecoveryPlanner.Show(source.Id, workload.Kind, plan);
        job.RecoveryPoint = job.RecoveryPlan.RecoveryPoint ?? job.RecoveryPoint;
        return (plan, log);
    }

    private static SourceRow WithOptions(SourceRow source, IReadOnlyDictionary<string, string>? given)
    {
        if (given is null or { Count: 0 }) return source;
        var options = new Dictionary<string, string>(CatalogJson.ReadMap(source.Options), StringComparer.Ordinal);
        foreach (var (name, value) in given) options[name] = value;
        return source with { Options = CatalogJson.Write(options) };
    }

    private SourceRow Source(LiveJob job, PointPlace place)
    {
        if (place.ExternalServerId is null) return catalog.Sources.ById(job.SourceId!) ?? throw new HoldfastException(ErrorCode.NotFound, $"The datasource {job.SourceId} is gone.");
        var point = engine.ExternalPoints(place.ExternalServerId).FirstOrDefault(point => point.SourceId == job.SourceId)
            ?? throw new HoldfastException(ErrorCode.NotFound, $"The external server has no datasource {job.SourceId} any more.");
        return new SourceRow { Id = point.SourceId, Name = point.SourceName, Path = point.SourcePath, Server = point.Server, Kind = point.Kind };
    }
}
