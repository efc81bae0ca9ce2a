using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Alerts;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Pool;

/// <summary>POST pool/rebuild-catalog, POST pool/collect.</summary>
internal sealed class PoolRoutes(IEngine engine, JobQueue jobs)
{
    internal void Map(ApiRouter routes)
    {
        routes.Post("pool/rebuild-catalog", ApiJson.Default.JobInfo, _ => jobs.Queue(JobType.Rebuild, null, new JobArguments()));
        routes.Post("pool/collect", ApiJson.Default.CollectRequest, ApiJson.Default.JobInfo, (request, _) => Collect(request));
    }

    private JobInfo Collect(CollectRequest request)
    {
        if (request.Online && engine.Contact.State == VaultStates.NotRegistered)
            throw new HoldfastException(ErrorCode.VaultNotRegistered, "This server is not registered with a vault.");
        return jobs.Queue(JobType.Collection, null, new JobArguments { Online = request.Online });
    }
}
