using Holdfast.Server.Applications;
using System.Text;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Agents.Work;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;
using Holdfast.Server.RecoveryPoints;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Protect;

/// <summary>
/// Backs a datasource up to the pool, then, where asked, sends the point to the vault. The point stays on disk when the second part fails.
/// </summary>
internal sealed class BackupWork(ServerCatalog catalog, IEngine engine, VaultUpload upload, OwnFolders own, RemotePart remotely, ApplicationBackupWork applications) : IJobWork
{
    public void Run(LiveJob job)
    {
        var source = catalog.Sources.ById(job.SourceId!) ?? throw new HoldfastException(ErrorCode.NotFound, $"The datasource {job.SourceId} is gone.");
        if (source.GroupId is null) throw new HoldfastException(ErrorCode.ProtectionStopped, $"The protection of {source.Path} has been stopped.");
        var makesPoint = source.IsApplication || job.Type is JobType.ReplicaCreation or JobType.RecoveryPoint;
        if (makesPoint && job.RecoveryPoint is { } made && catalog.Points.ById(made) is { Disk: true })
        {
            // An earlier run, which was cut off, has come this far.
            if (job.Arguments.Online) upload.Run(job, made);
            return;
        }
        job.Report.Progress.Phase = "backup";
        var group = catalog.Groups.ById(source.GroupId);
        if (source.IsApplication)
        {
            RunApplication(job, source, group);
            return;
        }
        var request = new BackupRequest(
            source.Id, source.Name, source.Path, source.Server, [.. MemberExclusions.Globs(source, group), .. OwnData(source)], MemberExclusions.Extensions(source, group),
            source.CrossMountPoints, IsRecoveryPoint: makesPoint, ReadEverything: job.Type == JobType.ConsistencyCheck || job.Arguments.ReadEverything,
            Compress: group?.Policy.Compress ?? true, Throttle: group?.Policy.Throttle) { Options = CatalogJson.ReadMap(source.Options) };
        if (job.Arguments.SeedFolder is { } seed) Seed(job, request, seed);
        using var remote = SourceRegistry.IsLocal(source.Server) ? null : remotely.Backup(job, request);
        var point = remote is null ? engine.Backup(request, job.Report, job.Cancellation) : remote.Run();
        if (makesPoint) Record(job, point);
        remote?.Acknowledge();
        if (makesPoint && job.Arguments.Online) upload.Run(job, point.Id);
    }

    private void RunApplication(LiveJob job, SourceRow source, GroupRow? group)
    {
        if (applications.Run(job, source, group ?? new GroupRow(), made => Record(job, made)) is not { } point) return;
        if (job.Arguments.Online) upload.Run(job, point.Id);
    }

    private void Record(LiveJob job, PointState point)
    {
        catalog.Points.Add(PointRow.From(point with { Online = false }));
        job.RecoveryPoint = point.Id;
        catalog.Jobs.SetRecoveryPoint(job.Id, point.Id);
    }

    // What is read from the folder becomes the replica, and no point: the comparison with the production server that follows makes the first one.
    private void Seed(LiveJob job, BackupRequest request, string folder)
    {
        job.Report.Progress.Phase = "seeding";
        engine.Backup(request with { ReadFrom = folder, IsRecoveryPoint = false, ReadEverything = false }, job.Report, job.Cancellation);
        job.Cancellation.ThrowIfCancellationRequested();
        job.Report.Progress.Phase = "comparing";
    }

    // A folder that holds Holdfast's own data must not take the pool into the pool.
    private IEnumerable<string> OwnData(SourceRow source) =>
        !SourceRegistry.IsLocal(source.Server) ? [] : own.Within(source.Path).Select(folder => "/" + Escaped(folder) + "/").Distinct();

    private static string Escaped(string path)
    {
        var text = new StringBuilder(path.Length);
        foreach (var c in path)
        {
            if (c is '*' or '?' or '[' or ']' or '\\' or '!') text.Append('\\');
            text.Append(c);
        }
        return text.ToString();
    }
}
