using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Scheduling;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Groups;

/// <summary>Protection groups: found by what people call them, kept in the pool and in the catalog, their schedules with them.</summary>
internal sealed class GroupRegistry(ServerCatalog catalog, IEngine engine, SourceRegistry sources, GroupSchedules schedules)
{
    /// <summary>The group with this id or name.</summary>
    internal GroupRow Resolve(string text) =>
        catalog.Groups.ById(text) ?? catalog.Groups.ByName(text)
        ?? throw NotFound(text);

    /// <summary>The same with somebody's eyes: a group of which they see no member does not exist.</summary>
    internal GroupRow Resolve(string text, CallerScope scope)
    {
        var group = catalog.Groups.ById(text) ?? catalog.Groups.ByName(text);
        return group is not null && Sees(group, scope) ? group : throw NotFound(text);
    }

    internal GroupRow? Find(string name) => catalog.Groups.ByName(name);

    /// <summary>Keeps a group: first in the pool, which is the truth, then in the catalog; its schedules follow.</summary>
    internal void Save(GroupRow group)
    {
        if (catalog.Groups.ByName(group.Name) is { } other && other.Id != group.Id)
            throw new HoldfastException(ErrorCode.GroupNameExists, $"There is a protection group '{other.Name}' already.");
        engine.SaveDescription(GroupDescription.Kind, group.Id, JsonSerializer.SerializeToUtf8Bytes(group.ToDescription(), CatalogJson.Default.GroupDescription));
        var before = catalog.Groups.ById(group.Id);
        catalog.Groups.Save(group);
        if (before is null || before.Policy != group.Policy || before.Suspended != group.Suspended) schedules.Plan(group);
    }

    internal void Delete(GroupRow group)
    {
        if (catalog.Sources.OfGroup(group.Id).Count > 0)
            throw new HoldfastException(ErrorCode.GroupNotEmpty, $"The protection group '{group.Name}' still protects datasources.");
        engine.SaveDescription(
            GroupDescription.Kind, group.Id, JsonSerializer.SerializeToUtf8Bytes(group.ToDescription(deleted: true), CatalogJson.Default.GroupDescription));
        catalog.Groups.Delete(group.Id);
        catalog.Schedules.DeleteGroup(group.Id);
    }

    internal IReadOnlyList<SourceRow> Members(GroupRow group) => catalog.Sources.OfGroup(group.Id);

    internal GroupList List(CallerScope scope) => new([.. catalog.Groups.All().Where(group => Sees(group, scope)).Select(group => Show(group, scope))]);

    /// <param name="isBrief">Without its members.</param>
    internal GroupInfo Show(GroupRow group, CallerScope? scope = null, bool isBrief = false) => new(
        group.Id, group.Name, group.RetentionDays, group.Online, group.Policy.Online?.DailyDays ?? group.OnlineRetentionDays,
        isBrief ? [] : sources.ShowAll([.. Members(group).Where(source => scope?.Sees(source) ?? true)]),
        PolicyView.Show(group.Policy), group.Suspended, CatalogJson.ReadList(group.ExcludeGlobs), CatalogJson.ReadList(group.ExcludeExtensions), schedules.Show(group));

    private bool Sees(GroupRow group, CallerScope scope) => scope.SeesGroup(group.Id) || Members(group).Any(scope.Sees);

    private static HoldfastException NotFound(string text) => new(ErrorCode.NotFound, $"There is no protection group '{text}'.", "`holdfast group list` shows all.");
}
