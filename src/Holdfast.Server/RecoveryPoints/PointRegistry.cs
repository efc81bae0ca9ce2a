using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Protection.Retention;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.RecoveryPoints;

/// <summary>Recovery points: listed, chosen, deleted.</summary>
internal sealed class PointRegistry(ServerCatalog catalog, IEngine engine, JobRunner runner)
{
    /// <summary>Held while points are deleted or compared with the pool: neither may see the other half-done.</summary>
    internal Lock Gate { get; } = new();

    internal RecoveryPointList List(string? sourceId, bool online)
    {
        var groups = catalog.Groups.All().ToDictionary(group => group.Id);
        var rows = sourceId is null ? catalog.Points.All() : catalog.Points.OfSource(sourceId);
        return new RecoveryPointList([.. rows.Where(row => online ? row.Online : row.Disk || row.Online).Select(row => Show(row, groups.GetValueOrDefault(row.GroupId ?? "")))]);
    }

    internal PointRow Get(string id) =>
        catalog.Points.ById(id) is { } row && (row.Disk || row.Online)
            ? row
            : throw new HoldfastException(ErrorCode.NoRecoveryPoint, $"There is no recovery point {id}.");

    internal RecoveryPointInfo Show(PointRow row) => Show(row, row.GroupId is { } id ? catalog.Groups.ById(id) : null);

    /// <summary>The point of a datasource that "latest", an id, or a time means.</summary>
    internal PointRow Choose(SourceRow source, string at, bool online)
    {
        var rows = catalog.Points.OfSource(source.Id);
        var there = rows.Where(row => online ? row.Online : row.Disk).ToList();
        if (PointChoice.Choose([.. there.Select(row => row.ToHeld())], at) is { } chosen) return there.First(row => row.Id == chosen.Id);
        var elsewhere = PointChoice.Choose([.. rows.Where(row => online ? row.Disk : row.Online).Select(row => row.ToHeld())], at);
        var remedy = elsewhere is null ? null : online ? "It lies on disk: leave out --online." : "It lies in the vault: add --online.";
        throw new HoldfastException(ErrorCode.NoRecoveryPoint, $"{source.Path} has no recovery point '{at}' {(online ? "in the vault" : "on disk")}.", remedy);
    }

    /// <summary>Deletes a point's copy on disk or in the vault, and has the space collected.</summary>
    internal void Delete(PointRow point, bool online)
    {
        if (!(online ? point.Online : point.Disk))
            throw new HoldfastException(ErrorCode.NoRecoveryPoint, $"Recovery point {point.Id} does not lie {(online ? "in the vault" : "on disk")}.");
        if (runner.Live.FirstOrDefault(job => job.Arguments.RecoveryPoint == point.Id || job.RecoveryPoint == point.Id) is { } job)
            throw new HoldfastException(ErrorCode.Conflict, $"Job {job.Id} ({job.Row.Type}) uses recovery point {point.Id}.", "Wait until it has ended, or cancel it.");
        lock (Gate)
        {
            engine.DeletePoint(point.Id, online);
            catalog.Points.Remove(point.Id, online);
        }
        QueueCollection(online);
    }

    /// <summary>Deletes all points of a datasource, first on disk, then in the vault.</summary>
    internal void DeleteAll(string sourceId)
    {
        var rows = catalog.Points.OfSource(sourceId);
        foreach (var row in rows.Where(row => row.Disk)) Delete(row, online: false);
        foreach (var row in rows.Where(row => row.Online)) Delete(row, online: true);
        foreach (var row in rows.Where(row => row.MissingDisk)) catalog.Points.Remove(row.Id, online: false);
        foreach (var row in rows.Where(row => row.MissingOnline)) catalog.Points.Remove(row.Id, online: true);
    }

    /// <summary>Queues a collection unless one is queued already.</summary>
    internal void QueueCollection(bool online)
    {
        var isWaiting = runner.Live.Any(job => job.Type == JobType.Collection && job.Arguments.Online == online && !job.IsRunning);
        if (!isWaiting) runner.Queue(new JobRequest(JobType.Collection, null, new JobArguments { Online = online }, JobOrigin.System));
    }

    private static RecoveryPointInfo Show(PointRow row, GroupRow? group)
    {
        var created = CatalogTime.To(row.Created);
        DateTimeOffset? expires = group is null ? null : Expiry.At(created, row.Disk ? group.RetentionDays : group.OnlineRetentionDays);
        return new RecoveryPointInfo(
            row.Id, row.SourceId, row.SourceName, row.SourcePath, row.Server, created, row.Items, row.ItemsFailed, row.Bytes, row.Disk, row.Online, expires);
    }
}
