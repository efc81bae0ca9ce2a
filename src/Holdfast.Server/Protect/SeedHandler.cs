using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Protect;

/// <summary>Makes the first replica from a folder that an administrator has copied from the production server.</summary>
internal sealed class SeedHandler(ServerCatalog catalog, SourceRegistry sources, BackupQueue backups, JobViews views, OwnFolders own)
{
    internal JobInfo Seed(SeedRequest request)
    {
        var source = sources.Resolve(request.Source);
        if (source.GroupId is null) throw new HoldfastException(ErrorCode.ProtectionStopped, $"The protection of {source.Path} has been stopped.");
        var folder = SourcePath.Check(request.Folder, own);
        if (catalog.Points.OfSource(source.Id).Any(point => point.Disk)) throw new HoldfastException(ErrorCode.SeedRefused, $"{source.Path} has a replica already.");
        if (!Directory.Exists(folder)) throw new HoldfastException(ErrorCode.SeedRefused, $"{folder} is no folder.");
        if (backups.LiveJobsOf(source).FirstOrDefault() is { } job) throw new HoldfastException(ErrorCode.ReplicaCreationRunning, $"Job {job.Id} of {source.Path} has not ended.");
        return views.Show(backups.QueueOne(
            source, JobType.ReplicaCreation, new JobArguments { SeedFolder = folder, ReadEverything = true, Online = backups.GoesOnline(source) }));
    }
}
