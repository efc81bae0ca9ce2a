using System.Security.Cryptography;
using Holdfast.Contracts.Api.Exports;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Hosting;
using Holdfast.Server.Recovery;
using Holdfast.Server.RecoveryPoints;

namespace Holdfast.Server.Exports;

/// <summary>POST, GET exports; GET and DELETE exports/{id}.</summary>
internal sealed class ExportRoutes(ExportDesk desk, ExportDisks disks, PointFinder finder, PointRegistry points, SourceTable sources)
{
    internal void Map(ApiRouter routes)
    {
        routes.Post("exports", ExportsJson.Default.ExportRequest, ExportsJson.Default.StartedExport, Start);
        routes.Get("exports", ExportsJson.Default.ExportList, call => new ExportList([.. desk.All.Where(export => Sees(export, call.Scope)).Select(export => export.Show()).OrderBy(export => export.Started)]));
        routes.Get("exports/{id}", ExportsJson.Default.ExportInfo, call => Get(call).Show());
        routes.DeleteAsync("exports/{id}", ExportsJson.Default.ExportInfo, Stop);
    }

    private StartedExport Start(ExportRequest request, ApiCall call)
    {
        call.Subject = $"{request.Source} at {request.At}: {request.Disk ?? "its disk"} by {request.Listen}";
        if (!ExportListening.All.Contains(request.Listen)) throw new HoldfastException(ErrorCode.BadRequest, $"'{request.Listen}' is none of {string.Join(", ", ExportListening.All)}.");
        var chosen = finder.Find(request.Source, request.At, request.Online, request.ExternalServer, call.Scope);
        var disk = disks.Find(chosen, request.Disk);
        call.Subject = $"{chosen.SourceName} at {chosen.Point.PointId}: {disk.Name} by {request.Listen}";
        var facts = new ExportFacts(RandomNumberGenerator.GetHexString(8, lowercase: true), chosen.Point, Created(request, chosen, call.Scope), chosen.SourceId, chosen.SourceName, disk.Name, call.Caller.Name);
        return desk.Start(facts, () => disks.Open(chosen.Point, disk, request.AsFile), request.Listen, points.Gate);
    }

    private DateTimeOffset Created(ExportRequest request, ChosenPoint chosen, CallerScope scope) =>
        finder.All(request.Source, request.Online, request.ExternalServer, scope).Points.First(point => point.Id == chosen.Point.PointId).Created;

    private async Task<ExportInfo> Stop(ApiCall call)
    {
        var export = Get(call);
        call.Subject = $"{export.Facts.Id}: {export.Facts.Disk} of {export.Facts.SourceName} at {export.Facts.Point.PointId}";
        return await desk.Stop(export);
    }

    private LiveExport Get(ApiCall call)
    {
        var export = desk.Get(call.Route("id"));
        return Sees(export, call.Scope) ? export : throw new HoldfastException(ErrorCode.ExportUnknown, $"There is no export {export.Facts.Id}.");
    }

    private bool Sees(LiveExport export, CallerScope scope) =>
        scope.IsEverything || (export.Facts.Point.ExternalServerId is null && sources.ById(export.Facts.SourceId) is { } source && scope.Sees(source));
}
