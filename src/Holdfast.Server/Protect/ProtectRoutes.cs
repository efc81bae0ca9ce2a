using Holdfast.Contracts.Api;
using Holdfast.Protection.Groups;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Accounts;
using Holdfast.Server.Groups;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Protect;

/// <summary>POST protect, POST sync, POST check.</summary>
internal sealed class ProtectRoutes(ProtectHandler handler, BackupQueue backups, GroupRegistry groups, FreshFactor fresh)
{
    internal void Map(ApiRouter routes)
    {
        routes.Post("protect", ApiJson.Default.ProtectRequest, ApiJson.Default.JobList, (request, call) =>
        {
            call.Subject = string.Join(", ", request.Paths.Take(20));
            if (Shortens(request)) fresh.Require(call);
            return handler.Protect(request);
        });
        routes.Post("sync", ApiJson.Default.RunRequest, ApiJson.Default.JobList, (request, call) => Queue(request, JobType.Synchronization, call));
        routes.Post("check", ApiJson.Default.RunRequest, ApiJson.Default.JobList, (request, call) => Queue(request, JobType.ConsistencyCheck, call));
    }

    // `protect` changes the group that it names, too.
    private bool Shortens(ProtectRequest request)
    {
        if (request.RetentionDays is null && request.OnlineRetentionDays is null) return false;
        var name = request.Group ?? GroupNameRule.Default;
        return groups.List(CallerScope.Everything).Groups.Any(group => (group.Id == name || GroupNameRule.AreSame(group.Name, name.Trim()))
            && (request.RetentionDays < group.RetentionDays || request.OnlineRetentionDays < group.OnlineRetentionDays));
    }

    private JobList Queue(RunRequest request, JobType type, ApiCall call)
    {
        call.Subject = request.Source ?? request.Group ?? "";
        return backups.Queue(backups.Targets(request.Source, request.Group, call.Scope), type, online: false);
    }
}
