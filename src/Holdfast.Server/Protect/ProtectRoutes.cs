using Holdfast.Contracts.Api;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Protect;

/// <summary>POST protect, POST sync, POST check.</summary>
internal sealed class ProtectRoutes(ProtectHandler handler, BackupQueue backups)
{
    internal void Map(ApiRouter routes)
    {
        routes.Post("protect", ApiJson.Default.ProtectRequest, ApiJson.Default.JobList, (request, _) => handler.Protect(request));
        routes.Post("sync", ApiJson.Default.RunRequest, ApiJson.Default.JobList, (request, _) => Queue(request, JobType.Synchronization));
        routes.Post("check", ApiJson.Default.RunRequest, ApiJson.Default.JobList, (request, _) => Queue(request, JobType.ConsistencyCheck));
    }

    private JobList Queue(RunRequest request, JobType type) => backups.Queue(backups.Targets(request.Source, request.Group), type, online: false);
}
