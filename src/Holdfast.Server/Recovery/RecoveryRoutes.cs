using Holdfast.Server.Applications;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Items;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Accounts;
using Holdfast.Server.Hosting;
using Holdfast.Server.Jobs;
using Holdfast.Server.Recovery.Disks;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Recovery;

/// <summary>POST recover.</summary>
internal sealed class RecoveryRoutes(PointFinder finder, JobQueue jobs, RecoveryTargets targets, ApplicationRecoveries applications, PointTree tree)
{
    internal const int MostItems = 100_000;

    internal void Map(ApiRouter routes) => routes.Post("recover", ApiJson.Default.RecoverRequest, ApiJson.Default.JobInfo, Recover);

    private JobInfo Recover(Contracts.Api.RecoverRequest request, ApiCall call)
    {
        call.Subject = $"{request.Source} at {request.At} to {request.To ?? "its original place"}: {(request.Items is { Count: > 0 } items ? string.Join(", ", items.Take(20)) : "everything")}";
        if (applications.Target(request, call.Scope) is { } target)
        {
            var arguments = ApplicationRecoveries.Arguments(request, target, targets.Place(request, target));
            RequireTarget(arguments.Server, call.Scope);
            _ = RecoveryPlanner.Plan(target.Workload, RecoveryPlanner.Ask(arguments), target.State); // what cannot be reached is told at once
            return jobs.Queue(JobType.Recovery, target.SourceId, arguments);
        }
        if (request.Instance is not null || request.NewName is not null || request.LeaveRestoring)
            throw new HoldfastException(ErrorCode.NotAnApplication, "Files are recovered to a folder or to their original place; they have no instance.");
        var chosen = finder.Find(request.Source, request.At, request.Online, request.ExternalServer, call.Scope);
        var (server, folder) = targets.Find(request, chosen);
        RequireTarget(server, call.Scope);
        if (request.Items?.Count > MostItems) throw new HoldfastException(ErrorCode.BadRequest, $"At most {MostItems} items can be recovered in one job; choose folders.");
        if (RecoverWork.Items(request.Items).Find(item => tree.IsInside(chosen.Point, item)) is { } inside)
            throw new HoldfastException(ErrorCode.BadRequest, $"'{ItemPath.ToDisplay(inside)}' lies inside a disk: the machine's own recovery takes it out.", "Recover it without --as-files.");
        _ = RecoverWork.Existing(request.Existing);
        _ = RecoverWork.Security(request.Security);
        return jobs.Queue(JobType.Recovery, chosen.SourceId, new JobArguments
        {
            Online = chosen.Point.Online, RecoveryPoint = chosen.Point.PointId, ExternalServer = request.ExternalServer, Items = request.Items, To = folder, Server = server,
            Existing = request.Existing, Security = request.Security, Account = call.Caller.Name,
        });
    }

    /// <summary>Whoever is limited to production servers writes to none but these: not to the computer of this server either, unless it is one of them.</summary>
    /// <param name="server">Null: the computer of this server.</param>
    /// <exception cref="HoldfastException">The caller is limited to other production servers.</exception>
    internal static void RequireTarget(string? server, CallerScope scope)
    {
        if (scope.IsEverything || (server is null && scope.Servers.Count == 0)) return;
        var name = server ?? SourceRegistry.LocalServer;
        if (!scope.Servers.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw new HoldfastException(ErrorCode.Forbidden, $"{name} is not among the production servers that you may recover to.", "Recover to a production server of yours, or download the files.");
    }
}
