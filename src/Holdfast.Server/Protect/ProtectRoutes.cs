using Holdfast.Contracts.Api;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Protect;

/// <summary>POST protect, POST sync, POST check.</summary>
internal sealed class ProtectRoutes(ProtectHandler handler, BackupQueue backups)
{
    internal void Map(ApiRouter routes)
    {
        routes.Post("protect", ApiJson.Default.ProtectRequest, ApiJson.Default.JobList, (request, call) =>
        {
            call.Subject = string.Join(", ", request.Paths.Take(20));
            return handler.Protect(request);
        });
        routes.Post("sync", ApiJson.Default.RunRequest, ApiJson.Default.JobList, (request, call) => Queue(request, JobType.Synchronization, call));
        routes.Post("check", ApiJson.Default.RunRequest, ApiJson.Default.JobList, (request, call) => Queue(request, JobType.ConsistencyCheck, call));
    }

    private JobList Queue(RunRequest request, JobType type, ApiCall call)
    {
        call.Subject = request.Source ?? request.Group ?? "";
        return backups.Queue(backups.Targets(request.Source, request.Group, call.Scope), type, online: false);
    }
}
