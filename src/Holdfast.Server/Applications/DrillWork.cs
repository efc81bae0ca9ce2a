using Holdfast.Agent.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Applications;
using Holdfast.Server.Jobs;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>A restore drill: has a point recovered for proof, keeps what was found, and fails where the point is not sound.</summary>
internal sealed class DrillWork(ServerCatalog catalog, ApplicationKinds kinds, ApplicationContexts contexts, IEngine engine, AlertBoard alerts, TimeProvider time) : IJobWork
{
    public void Run(LiveJob job)
    {
        var source = catalog.Sources.ById(job.SourceId!) ?? throw new HoldfastException(ErrorCode.NotFound, $"The datasource {job.SourceId} is gone.");
        var workload = kinds.Of(source);
        var place = new PointPlace(job.Arguments.Online);
        var progress = new ApplicationProgress(job.Report.Progress, phase => job.Report.Progress.Phase = phase);
        job.Report.Progress.Phase = "drill";
        using var scratch = contexts.Scratch();
        var (point, outcome) = engine.Applications.Read(source.Id, place, job.Report, (state, open) =>
        {
            var proved = job.Arguments.RecoveryPoint is { } id ? state.Points.FirstOrDefault(point => point.Id == id) : state.Points.LastOrDefault();
            if (proved is null) throw new HoldfastException(ErrorCode.NoRecoveryPoint, $"{source.Path} has no such recovery point {(place.Online ? "in the vault" : "on disk")}.");
            var ask = new RecoveryAsk(RecoveryDestination.Folder, proved.Id, null, false, null, null, scratch.Path, false, false, []);
            var (_, log) = RecoveryPlanner.Plan(workload, ask, state);
            var task = new DrillTask(contexts.Of(source, scratch), proved, state.Points, log?.State, new ReportedNotes(job.Report), progress);
            return (proved, workload.Drill(task, open(log?.Id), job.Cancellation));
        });
        job.RecoveryPoint = point.Id;
        Keep(job, source, point, outcome);
    }

    private void Keep(LiveJob job, SourceRow source, PointDocument point, DrillOutcome outcome)
    {
        catalog.Drills.Save(new DrillRow
        {
            Id = job.Id, SourceId = source.Id, SourceName = source.Name, SourcePath = source.Path, Server = source.Server, PointId = point.Id,
            PointCreated = CatalogTime.From(point.Created), Ended = CatalogTime.From(time.GetUtcNow()), Depth = ApplicationDocuments.Word(outcome.Depth), Sound = outcome.IsSound,
            Findings = CatalogJson.Write(outcome.Findings), RecoveryMs = (long?)outcome.RecoveryTime?.TotalMilliseconds, Online = job.Arguments.Online,
        });
        if (outcome.IsSound)
        {
            alerts.Resolve(ErrorCode.DrillUnsound, source.Id);
            return;
        }
        var message = $"Recovery point {point.Id} of {source.Path} is not sound: {string.Join(" ", outcome.Findings)}";
        alerts.Raise(AlertBoard.Critical, ErrorCode.DrillUnsound, source.Id, message);
        throw new HoldfastException(ErrorCode.DrillUnsound, message);
    }
}
