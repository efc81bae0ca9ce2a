using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.RecoveryPoints;

/// <summary>
/// Compares the catalog with pool and vault: points that it does not know are adopted, points that are gone raise an alert and are no longer offered.
/// </summary>
internal sealed class PointReconciler(ServerCatalog catalog, IEngine engine, AlertBoard alerts, PointRegistry points, ILogger log)
{
    /// <summary>Subject of the alert about missing points.</summary>
    internal const string Subject = "points";

    /// <summary>So many points are adopted in one transaction: a flush each would make a rebuild take hours, and one for all would keep other writers out.</summary>
    private const int Batch = 1000;

    internal void Reconcile()
    {
        lock (points.Gate)
        {
            Compare(online: false);
            if (engine.Contact is { State: VaultStates.Connected, Subscription: not Contracts.Vault.VaultStates.Deprovisioned }) Compare(online: true);
        }
        ReportMissing();
    }

    private void Compare(bool online)
    {
        // Rows first, listing second: a point that a job adds in between is in the listing and not among the rows, which does no harm.
        var missing = catalog.Points.IdsIn(online);
        var unknown = engine.Points(online).Where(point => !missing.Remove(point.Id)).ToList();
        Adopt(unknown);
        if (missing.Count == 0) return;
        foreach (var id in missing) log.LogWarning("Recovery point {Id} is missing from the {Place}.", id, online ? "vault" : "pool");
        catalog.Points.MarkMissing(missing, online);
    }

    /// <summary>Takes points into the catalog, with the descriptions of datasources that it does not know.</summary>
    internal void Adopt(IReadOnlyList<PointState> found)
    {
        if (found.Count == 0) return;
        var (onDisk, inVault) = (catalog.Points.IdsIn(online: false), catalog.Points.IdsIn(online: true));
        var unknown = found.Where(point => !(point.Online ? inVault : onDisk).Contains(point.Id)).ToList();
        if (unknown.Count == 0) return;
        var sources = catalog.Sources.All().Select(source => source.Id).ToHashSet();
        foreach (var batch in unknown.Chunk(Batch))
        {
            foreach (var point in batch)
                if (sources.Add(point.SourceId)) AdoptSource(point);
            catalog.Points.Add([.. batch.Select(PointRow.From)]);
            foreach (var point in batch) log.LogInformation("Recovery point {Id} of {Path} was adopted.", point.Id, point.SourcePath);
        }
    }

    private void AdoptSource(PointState point)
    {
        var row = Described(point.SourceId, point.Online) ?? new SourceRow { Id = point.SourceId, Name = point.SourceName, Server = point.Server, Path = point.SourcePath, Kind = point.Kind };
        var groupId = row.GroupId is { } id && catalog.Groups.ById(id) is not null ? row.GroupId : null;
        // Two datasources of one path can only come from a catalog that was lost and a path that was protected anew since.
        var path = catalog.Sources.ByPath(row.Server, row.Path) is null ? row.Path : $"{row.Path} ({row.Id})";
        catalog.Sources.Save(row with { GroupId = groupId, Path = path, ReplicaState = ReplicaStates.Ok });
    }

    private SourceRow? Described(string sourceId, bool fromVault)
    {
        if (!engine.LoadDescriptions(SourceDescription.Kind, fromVault).TryGetValue(sourceId, out var json)) return null;
        try
        {
            return JsonSerializer.Deserialize(json, CatalogJson.Default.SourceDescription) is { Deleted: false } source ? SourceRow.From(source) : null;
        }
        catch (JsonException failure)
        {
            alerts.Raise(AlertBoard.Warning, ErrorCode.DescriptionUnreadable, sourceId, $"The description of datasource {sourceId} cannot be read: {failure.Message}");
            return null;
        }
    }

    private void ReportMissing()
    {
        var missing = catalog.Points.Missing();
        if (missing.Count == 0)
        {
            alerts.Resolve(ErrorCode.PointsMissing, Subject);
            return;
        }
        var names = missing.Take(10).Select(row => $"{row.Id} of {row.SourcePath} ({(row.MissingDisk ? "pool" : "vault")})");
        alerts.Raise(AlertBoard.Critical, ErrorCode.PointsMissing, Subject, $"{missing.Count} recovery points are missing: {string.Join(", ", names)}{(missing.Count > 10 ? ", …" : "")}.");
    }
}
