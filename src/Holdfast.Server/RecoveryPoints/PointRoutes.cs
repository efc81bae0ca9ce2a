using Holdfast.Contracts.Api;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Hosting;
using Holdfast.Server.Protect;
using Holdfast.Server.Sources;

namespace Holdfast.Server.RecoveryPoints;

/// <summary>GET and POST recovery-points, GET and DELETE recovery-points/{id}.</summary>
internal sealed class PointRoutes(PointRegistry points, SourceRegistry sources, BackupQueue backups)
{
    internal void Map(ApiRouter routes)
    {
        routes.Get("recovery-points", ApiJson.Default.RecoveryPointList, call =>
            points.List(call.Text("source") is { } source ? sources.Resolve(source, call.Scope).Id : null, call.Flag("online"), call.Scope))
            .Takes(ApiParameter.Text("source", "only those of this datasource"), ApiParameter.Flag("online", "only those in the vault"));
        routes.Post("recovery-points", ApiJson.Default.CreateRecoveryPointRequest, ApiJson.Default.JobList, (request, call) =>
        {
            call.Subject = request.Source ?? request.Group ?? "";
            return backups.Queue(backups.Targets(request.Source, request.Group, call.Scope), JobType.RecoveryPoint, request.Online);
        });
        routes.Get("recovery-points/{id}", ApiJson.Default.RecoveryPointInfo, call => points.Show(points.Get(call.Route("id"), call.Scope)));
        routes.Delete("recovery-points/{id}", ApiJson.Default.Acknowledgement, Delete).Takes(ApiParameter.Flag("online", "the copy in the vault"));
    }

    private Acknowledgement Delete(ApiCall call)
    {
        PointRow point = points.Get(call.Route("id"), call.Scope);
        points.Delete(point, call.Flag("online") || !point.Disk, call.VaultPin);
        return new Acknowledgement(true, point.Id);
    }
}
