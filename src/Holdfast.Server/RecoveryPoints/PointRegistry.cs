using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Protection.Retention;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.RecoveryPoints;

/// <summary>Recovery points: listed, chosen, deleted.</summary>
internal sealed class PointRegistry(ServerCatalog catalog, IEngine engine, JobRunner runner)
{
    private readonly PointFates fates = new(catalog);

    /// <summary>Held while points are deleted or compared with the pool: neither may see the other half-done.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>Id of the export that reads from a point; null: none does.</summary>
    internal Func<string, string?> ExportOf { get; set; } = _ => null;

    internal RecoveryPointList List(string? sourceId, bool online, CallerScope scope)
    {
        var groups = catalog.Groups.All().ToDictionary(group => group.Id);
        var rows = sourceId is null ? catalog.Points.All() : catalog.Points.OfSource(sourceId);
        var shown = rows.Where(scope.Sees).GroupBy(row => row.SourceId)
            .SelectMany(ofSource => Show([.. ofSource], groups.GetValueOrDefault(ofSource.First().GroupId ?? ""))).ToDictionary(point => point.Id);
        return new RecoveryPointList([.. rows.Where(scope.Sees).Where(row => online ? row.Online : row.Disk || row.Online).Select(row => shown[row.Id])]);
    }

    internal PointRow Get(string id, CallerScope scope) =>
        catalog.Points.ById(id) is { } row && (row.Disk || row.Online) && scope.Sees(row)
            ? row
            : throw new HoldfastException(ErrorCode.NoRecoveryPoint, $"There is no recovery point {id}.");

    internal RecoveryPointInfo Show(PointRow row) =>
        Show(catalog.Points.OfSource(row.SourceId), row.GroupId is { } id ? catalog.Groups.ById(id) : null).First(point => point.Id == row.Id);

    /// <summary>Where the points of a datasource lie, oldest first.</summary>
    internal IReadOnlyList<SourcePoint> Held(string sourceId) =>
        [.. catalog.Points.OfSource(sourceId).Where(row => row.Disk || row.Online).Select(row => new SourcePoint(row.Id, CatalogTime.To(row.Created), row.Disk, row.Online))];

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
    /// <param name="vaultPin">The vault's security PIN, for what it keeps without it.</param>
    internal void Delete(PointRow point, bool online, string? vaultPin = null) => Delete([point], online, vaultPin);

    /// <summary>Deletes all points of datasources in one place; in the vault all or none of them.</summary>
    internal void DeleteAll(IReadOnlyCollection<string> sourceIds, bool online, string? vaultPin)
    {
        var rows = sourceIds.SelectMany(id => catalog.Points.OfSource(id)).ToList();
        Delete([.. rows.Where(row => online ? row.Online : row.Disk)], online, vaultPin);
        foreach (var row in rows.Where(row => online ? row.MissingOnline : row.MissingDisk)) catalog.Points.Remove(row.Id, online);
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.Conflict"/>: a job uses one of them; <see cref="ErrorCode.PointExported"/>.</exception>
    internal void RequireUnused(IReadOnlyCollection<PointRow> rows)
    {
        var live = runner.Live;
        foreach (var point in rows)
        {
            if (ExportOf(point.Id) is { } export)
                throw new HoldfastException(ErrorCode.PointExported, $"Export {export} reads from recovery point {point.Id}.", $"Stop it: holdfast export stop {export}");
            if (live.FirstOrDefault(job => job.Arguments.RecoveryPoint == point.Id || job.RecoveryPoint == point.Id) is { } job)
                throw new HoldfastException(ErrorCode.Conflict, $"Job {job.Id} ({job.Row.Type}) uses recovery point {point.Id}.", "Wait until it has ended, or cancel it.");
        }
    }

    /// <summary>The vault has deleted these by itself: they are struck off.</summary>
    internal void Forget(IReadOnlyCollection<PointRow> gone)
    {
        lock (Gate)
            foreach (var point in gone) catalog.Points.Remove(point.Id, online: true);
    }

    private void Delete(IReadOnlyList<PointRow> going, bool online, string? vaultPin)
    {
        if (going.Count == 0) return;
        if (going.FirstOrDefault(point => !(online ? point.Online : point.Disk)) is { } absent)
            throw new HoldfastException(ErrorCode.NoRecoveryPoint, $"Recovery point {absent.Id} does not lie {(online ? "in the vault" : "on disk")}.");
        lock (Gate)
        {
            RequireUnused(going); // under the lock: an export opens its disk under it
            // In the vault at once, with one PIN; on disk one by one, so that a cut leaves no row without its point's fate known.
            foreach (var together in online ? [going] : going.Chunk(1).Cast<IReadOnlyList<PointRow>>())
            {
                engine.DeletePoints([.. together.Select(point => point.Id)], online, vaultPin);
                foreach (var point in together) catalog.Points.Remove(point.Id, online);
            }
        }
        QueueCollection(online);
    }

    /// <summary>Queues a collection unless one is queued already.</summary>
    internal void QueueCollection(bool online)
    {
        var isWaiting = runner.Live.Any(job => job.Type == JobType.Collection && job.Arguments.Online == online && !job.IsRunning);
        if (!isWaiting) runner.Queue(new JobRequest(JobType.Collection, null, new JobArguments { Online = online }, JobOrigin.System));
    }

    private IEnumerable<RecoveryPointInfo> Show(IReadOnlyList<PointRow> ofSource, GroupRow? group)
    {
        var (onDisk, inVault) = (fates.Of(ofSource, group, online: false), fates.Of(ofSource, group, online: true));
        var otherwise = group is null ? PointFates.Stopped : group.Suspended ? PointFates.Suspended : null;
        foreach (var row in ofSource)
        {
            var (disk, vault) = (row.Disk ? onDisk.GetValueOrDefault(row.Id) : null, row.Online ? inVault.GetValueOrDefault(row.Id) : null);
            yield return new RecoveryPointInfo(
                row.Id, row.SourceId, row.SourceName, row.SourcePath, row.Server, CatalogTime.To(row.Created), row.Items, row.ItemsFailed, row.Bytes, row.Disk, row.Online,
                row.Disk ? disk?.Until : vault?.Until, Because(row.Disk ? disk : vault) ?? otherwise, vault?.Until, row.Online ? Because(vault) ?? otherwise : null)
            {
                Kind = row.Kind, Type = row.BackupType, Guarantee = row.Guarantee, Consistent = CatalogTime.To(row.Consistent), Why = row.Why, ReadFrom = row.ReadFrom,
            };
        }
    }

    // Points that have outlived everything are deleted within the hour.
    private static string? Because(PointFate? fate) => fate is null ? null : fate.Keep ? string.Join(", ", fate.Because) : "expired";
}
