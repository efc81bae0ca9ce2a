using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.RecoveryPoints;
using Holdfast.Server.Scheduling;

namespace Holdfast.Server.Pool;

/// <summary>Fills the catalog from what pool or vault say about themselves. The job history is not kept there, so it begins anew.</summary>
internal sealed class CatalogRebuild(ServerCatalog catalog, IEngine engine, AlertBoard alerts, PointReconciler reconciler, PointRegistry points, GroupSchedules schedules)
{
    /// <summary>Throws the catalog away and fills it from the pool; what the vault holds as well is added where it can be reached.</summary>
    internal void FromPool() => FromPool(startingAnew: true);

    /// <summary>Fills a catalog that knows nothing, because it is new or a rebuild was cut short.</summary>
    internal void FromPoolIfEmpty()
    {
        if (catalog.Groups.All().Count == 0 && catalog.Sources.All().Count == 0) FromPool(startingAnew: false);
    }

    /// <summary>From the vault: what the catalog has already stays, what it lacks is added.</summary>
    internal void FromVault()
    {
        lock (points.Gate)
        {
            Fill(Groups(fromVault: true), Sources(fromVault: true), engine.Points(online: true));
            AfterFilling();
        }
    }

    private void FromPool(bool startingAnew)
    {
        lock (points.Gate)
        {
            // All is read before anything is thrown away.
            var (groups, sources, found) = (Groups(fromVault: false), Sources(fromVault: false), engine.Points(online: false));
            if (startingAnew) catalog.Clear();
            Fill(groups, sources, found);
            if (engine.Contact is { State: VaultStates.Connected, Subscription: not Contracts.Vault.VaultStates.Deprovisioned }) reconciler.Adopt(engine.Points(online: true));
            AfterFilling();
        }
    }

    private void Fill(IEnumerable<GroupDescription> groups, IEnumerable<SourceDescription> sources, IReadOnlyList<PointState> found)
    {
        foreach (var group in groups.Where(group => !group.Deleted && catalog.Groups.ById(group.Id) is null && catalog.Groups.ByName(group.Name) is null))
            AddGroup(group);
        foreach (var source in sources.Where(source => !source.Deleted && catalog.Sources.ById(source.Id) is null && catalog.Sources.ByPath(source.Server, source.Path) is null))
        {
            var row = SourceRow.From(source);
            catalog.Sources.Save(row.GroupId is { } id && catalog.Groups.ById(id) is null ? row with { GroupId = null } : row);
        }
        reconciler.Adopt(found);
    }

    private void AddGroup(GroupDescription group)
    {
        try
        {
            var row = GroupRow.From(group);
            catalog.Groups.Save(row);
            schedules.Plan(row);
        }
        catch (HoldfastException failure)
        {
            alerts.Raise(AlertBoard.Warning, ErrorCode.DescriptionUnreadable, group.Id, $"The policy of the protection group '{group.Name}' cannot be read: {failure.Message}");
        }
    }

    private void AfterFilling()
    {
        var withPoints = catalog.Points.SourceIds();
        foreach (var source in catalog.Sources.All().Where(source => source.ReplicaState == ReplicaStates.Pending && withPoints.Contains(source.Id)))
            catalog.Sources.SetReplicaState(source.Id, ReplicaStates.Ok);
    }

    private List<GroupDescription> Groups(bool fromVault) => Load(GroupDescription.Kind, fromVault, CatalogJson.Default.GroupDescription);

    private List<SourceDescription> Sources(bool fromVault) => Load(SourceDescription.Kind, fromVault, CatalogJson.Default.SourceDescription);

    private List<T> Load<T>(string kind, bool fromVault, JsonTypeInfo<T> type)
    {
        var loaded = new List<T>();
        foreach (var (id, json) in engine.LoadDescriptions(kind, fromVault))
            try
            {
                if (JsonSerializer.Deserialize(json, type) is { } description) loaded.Add(description);
            }
            catch (JsonException failure)
            {
                alerts.Raise(AlertBoard.Warning, ErrorCode.DescriptionUnreadable, id, $"The description of {kind} {id} cannot be read: {failure.Message}");
            }
        return loaded;
    }
}
