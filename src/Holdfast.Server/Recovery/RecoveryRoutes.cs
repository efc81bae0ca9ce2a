using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Recovery;

/// <summary>GET browse, GET search, POST recover.</summary>
internal sealed class RecoveryRoutes(PointFinder finder, SearchHandler search, IEngine engine, JobQueue jobs, RecoveryTargets targets)
{
    internal const int MostItems = 100_000;

    internal void Map(ApiRouter routes)
    {
        routes.Get("browse", ApiJson.Default.BrowseResult, Browse).Takes(
            ApiParameter.Required("source", "datasource: id, name, or path"), ApiParameter.Text("at", "recovery point: id, latest, or a time; latest"), ApiParameter.Text("path", "folder, relative to the datasource"),
            ApiParameter.Flag("online", "from the vault"), ApiParameter.Text("externalServer", "another server of the vault"));
        routes.Get("search", ApiJson.Default.SearchResult, search.Search).Takes(
            ApiParameter.Required("text", "what names contain"), ApiParameter.Text("source", "only in this datasource"), ApiParameter.Time("from", "only points not older"),
            ApiParameter.Time("to", "only points not newer"), ApiParameter.Flag("online", "in the vault"), ApiParameter.Number("limit", 1, 10_000, "most hits; 1000"));
        routes.Post("recover", ApiJson.Default.RecoverRequest, ApiJson.Default.JobInfo, Recover);
    }

    private BrowseResult Browse(ApiCall call)
    {
        var chosen = finder.Find(call.Required("source"), call.Text("at") ?? "latest", call.Flag("online"), call.Text("externalServer"), call.Scope);
        var folder = call.Text("path") ?? "";
        var items = engine.Browse(chosen.Point, ItemView.Path(folder));
        return new BrowseResult(chosen.Point.PointId, chosen.SourceId, folder.Trim('/'), [.. items.Select(ItemView.Show)]);
    }

    private JobInfo Recover(Contracts.Api.RecoverRequest request, ApiCall call)
    {
        call.Subject = $"{request.Source} at {request.At} to {request.To ?? "its original place"}: {(request.Items is { Count: > 0 } items ? string.Join(", ", items.Take(20)) : "everything")}";
        var chosen = finder.Find(request.Source, request.At, request.Online, request.ExternalServer, call.Scope);
        var (server, folder) = targets.Find(request, chosen);
        if (server is not null && !call.Scope.IsEverything && !call.Scope.Servers.Contains(server, StringComparer.OrdinalIgnoreCase))
            throw new HoldfastException(ErrorCode.Forbidden, $"{server} is not among the production servers that you may recover to.");
        if (request.Items?.Count > MostItems) throw new HoldfastException(ErrorCode.BadRequest, $"At most {MostItems} items can be recovered in one job; choose folders.");
        _ = RecoverWork.Existing(request.Existing);
        _ = RecoverWork.Security(request.Security);
        return jobs.Queue(JobType.Recovery, chosen.SourceId, new JobArguments
        {
            Online = chosen.Point.Online, RecoveryPoint = chosen.Point.PointId, ExternalServer = request.ExternalServer, Items = request.Items, To = folder, Server = server,
            Existing = request.Existing, Security = request.Security,
        });
    }
}
