using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups;
using Holdfast.Protection.Retention;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Groups;

/// <summary>Protection groups: rules for their names and ranges, kept in the pool and in the catalog.</summary>
internal sealed class GroupRegistry(ServerCatalog catalog, IEngine engine, SourceRegistry sources)
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

    /// <summary>A new group that keeps the rules; not saved yet.</summary>
    internal static GroupRow New(string name, int? retentionDays, bool online, int? onlineRetentionDays)
    {
        var group = new GroupRow
        {
            Id = Guid.NewGuid().ToString("N"), Name = name.Trim(), RetentionDays = retentionDays ?? RetentionRule.DefaultDays, Online = online,
            OnlineRetentionDays = onlineRetentionDays ?? RetentionRule.DefaultOnlineDays,
        };
        Check(group);
        return group;
    }

    internal static void Check(GroupRow group)
    {
        if (GroupNameRule.Violation(group.Name) is { } badName) throw new HoldfastException(ErrorCode.BadGroupName, badName);
        if (RetentionRule.Violation(group.RetentionDays) is { } badRange) throw new HoldfastException(ErrorCode.BadRetention, badRange);
        if (RetentionRule.OnlineViolation(group.OnlineRetentionDays) is { } badOnline) throw new HoldfastException(ErrorCode.BadRetention, badOnline);
    }

    internal static void CheckExclusions(IReadOnlyList<string>? globs, IReadOnlyList<string>? extensions)
    {
        if (globs?.Count > ExclusionRule.MostPatterns || extensions?.Count > ExclusionRule.MostPatterns)
            throw new HoldfastException(ErrorCode.BadPattern, $"There are more than {ExclusionRule.MostPatterns} exclusions.");
        if ((globs ?? []).Select(ExclusionRule.GlobViolation).FirstOrDefault(violation => violation is not null) is { } badGlob)
            throw new HoldfastException(ErrorCode.BadPattern, badGlob);
        if ((extensions ?? []).Select(ExclusionRule.ExtensionViolation).FirstOrDefault(violation => violation is not null) is { } badExtension)
            throw new HoldfastException(ErrorCode.BadExtension, badExtension);
    }

    /// <summary>Keeps a group: first in the pool, which is the truth, then in the catalog.</summary>
    internal void Save(GroupRow group)
    {
        if (catalog.Groups.ByName(group.Name) is { } other && other.Id != group.Id)
            throw new HoldfastException(ErrorCode.GroupNameExists, $"There is a protection group '{other.Name}' already.");
        engine.SaveDescription(GroupDescription.Kind, group.Id, JsonSerializer.SerializeToUtf8Bytes(group.ToDescription(), CatalogJson.Default.GroupDescription));
        catalog.Groups.Save(group);
    }

    internal void Delete(GroupRow group)
    {
        if (catalog.Sources.OfGroup(group.Id).Count > 0)
            throw new HoldfastException(ErrorCode.GroupNotEmpty, $"The protection group '{group.Name}' still protects datasources.");
        engine.SaveDescription(
            GroupDescription.Kind, group.Id, JsonSerializer.SerializeToUtf8Bytes(group.ToDescription(deleted: true), CatalogJson.Default.GroupDescription));
        catalog.Groups.Delete(group.Id);
    }

    internal IReadOnlyList<SourceRow> Members(GroupRow group) => catalog.Sources.OfGroup(group.Id);

    internal GroupList List(CallerScope scope) => new([.. catalog.Groups.All().Where(group => Sees(group, scope)).Select(group => Show(group, scope))]);

    internal GroupInfo Show(GroupRow group, CallerScope? scope = null) =>
        new(group.Id, group.Name, group.RetentionDays, group.Online, group.OnlineRetentionDays, [.. Members(group).Where(source => scope?.Sees(source) ?? true).Select(sources.Show)]);

    private bool Sees(GroupRow group, CallerScope scope) => scope.SeesGroup(group.Id) || Members(group).Any(scope.Sees);

    private static HoldfastException NotFound(string text) => new(ErrorCode.NotFound, $"There is no protection group '{text}'.", "`holdfast group list` shows all.");
}
