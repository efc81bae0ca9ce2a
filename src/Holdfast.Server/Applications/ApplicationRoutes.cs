using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Protection.Retention;
using Holdfast.Server.Engine.Applications;
using Holdfast.Server.Hosting;
using Holdfast.Server.Jobs;
using Holdfast.Server.Recovery;

namespace Holdfast.Server.Applications;

/// <summary>What the API knows of applications beside protection and recovery.</summary>
internal sealed class ApplicationRoutes(
    ApplicationKinds kinds, ApplicationProtection protection, ApplicationRecoveries recoveries, RecoveryTargets targets, DrillViews drills, JobQueue jobs)
{
    private static readonly Dictionary<string, string> none = [];

    internal void Map(ApiRouter routes)
    {
        routes.Get("workloads", ApplicationsJson.Default.WorkloadList, _ => kinds.Show());
        routes.Get("applications", ApplicationsJson.Default.FoundApplications, call => protection.Discover(call.Text("instance"), call.Text("server"), none, call.Aborted))
            .Takes(
                ApiParameter.Text("instance", "address of an instance whose contents are wanted; without it, instances on the computer"),
                ApiParameter.Text("server", "production server whose agent is asked; without it, this computer"));
        routes.Post("applications/describe", ApplicationsJson.Default.DescribeRequest, ApplicationsJson.Default.ApplicationInfo, (request, call) =>
        {
            call.Subject = request.Path;
            return protection.Show(request);
        });
        routes.Post("applications/discover", ApplicationsJson.Default.DescribeRequest, ApplicationsJson.Default.FoundApplications, (request, call) =>
        {
            call.Subject = request.Path;
            return protection.Discover(request.Path, request.Server, request.Options ?? none, call.Aborted);
        });
        routes.Get("sources/range", ApplicationsJson.Default.RecoveryRange, call =>
            recoveries.Range(call.Required("source"), new PointPlace(call.Flag("online") || call.Text("externalServer") is not null, call.Text("externalServer")), call.Scope))
            .Takes(
                ApiParameter.Required("source", "id, name, or address"), ApiParameter.Flag("online", "what can be reached from the vault"),
                ApiParameter.Text("externalServer", "id of another server of the vault"));
        routes.Post("recover/plan", ApiJson.Default.RecoverRequest, ApplicationsJson.Default.RecoveryPlanInfo, Plan);
        routes.Post("drills", ApplicationsJson.Default.DrillRequest, ApiJson.Default.JobInfo, Drill);
        routes.Get("drills", ApplicationsJson.Default.DrillList, call => drills.List(call.Text("source"), call.Text("before"), call.Number("limit", 100, 1, 1000), call.Scope))
            .Takes(
                ApiParameter.Text("source", "only those of this datasource"), ApiParameter.Text("before", "only those before this drill"),
                ApiParameter.Number("limit", 1, 1000, "drills; 100"));
    }

    private RecoveryPlanInfo Plan(RecoverRequest request, ApiCall call)
    {
        var target = recoveries.Target(request, call.Scope) ?? throw new HoldfastException(ErrorCode.NotAnApplication, $"{request.Source} is recovered as files.");
        return recoveries.Plan(request, target, targets.Place(request, target));
    }

    private JobInfo Drill(DrillRequest request, ApiCall call)
    {
        call.Subject = $"{request.Source} at {request.At}";
        var target = recoveries.Require(request.Source, new PointPlace(request.Online), call.Scope);
        var held = target.State.Points.Select(point => new HeldPoint(point.Id, target.SourceId, point.Created)).ToList();
        var chosen = PointChoice.Choose(held, request.At)
            ?? throw new HoldfastException(ErrorCode.NoRecoveryPoint, $"{target.Path} has no recovery point '{request.At}' {(request.Online ? "in the vault" : "on disk")}.");
        return jobs.Queue(JobType.Drill, target.SourceId, new JobArguments { Online = request.Online, RecoveryPoint = chosen.Id });
    }
}
