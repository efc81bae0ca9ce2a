using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Accounts;
using Holdfast.Server.Alerts;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Server.Jobs;
using Holdfast.Server.RecoveryPoints;

namespace Holdfast.Server.Disks;

/// <summary>GET and POST disks, DELETE disks/{id}, POST disks/rescan.</summary>
internal sealed class DiskRoutes(IEngine engine, HealthCheck health, PointReconciler reconciler, JobQueue jobs, FreshFactor fresh)
{
    internal void Map(ApiRouter routes)
    {
        routes.Get("disks", ApiJson.Default.DiskList, _ => List());
        routes.Post("disks", ApiJson.Default.AddDiskRequest, ApiJson.Default.DiskInfo, (request, call) =>
        {
            call.Subject = request.Path;
            return Add(request);
        });
        routes.Post("disks/rescan", ApiJson.Default.DiskList, _ => Rescan());
        routes.Delete("disks/{id}", ApiJson.Default.JobInfo, Remove).Takes(ApiParameter.Flag("evenIfDataIsLost", "also when its data cannot be moved"));
    }

    private DiskList List() => new([.. engine.Disks.Select(Show)]);

    private DiskInfo Add(AddDiskRequest request)
    {
        if (!Path.IsPathFullyQualified(request.Path) || request.Path.Contains('\0'))
            throw new HoldfastException(ErrorCode.DiskRefused, $"'{request.Path}' is not an absolute path.");
        var disk = engine.AddDisk(Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Path)));
        health.LookAtDisks();
        return Show(disk);
    }

    private DiskList Rescan()
    {
        engine.RescanDisks();
        health.LookAtDisks();
        reconciler.Reconcile();
        return List();
    }

    private JobInfo Remove(ApiCall call)
    {
        // A path is an id as well; its slashes are the one thing that routing leaves encoded.
        var id = call.Route("id").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var disk = engine.Disks.FirstOrDefault(disk => disk.Id == id || disk.Path == id) ?? throw new HoldfastException(ErrorCode.NotFound, $"There is no disk {id}.");
        if (call.Flag("evenIfDataIsLost")) fresh.Require(call);
        return jobs.Queue(JobType.DiskRemoval, null, new JobArguments { DiskId = disk.Id, EvenIfDataIsLost = call.Flag("evenIfDataIsLost") });
    }

    private static DiskInfo Show(DiskState disk) => new(disk.Id, disk.Path, disk.State, disk.Capacity, disk.Free, disk.Used, disk.Advice);
}
