using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Sources;

/// <summary>Datasources: found by what people call them, kept in the pool and in the catalog.</summary>
internal sealed class SourceRegistry(ServerCatalog catalog, IEngine engine)
{
    /// <summary>Name of this computer as a production server.</summary>
    internal static string LocalServer => Environment.MachineName;

    /// <summary>The datasource with this id, path, or name.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.NotFound"/>; <see cref="ErrorCode.BadRequest"/> where a name fits several.</exception>
    internal SourceRow Resolve(string text)
    {
        if (catalog.Sources.ById(text) is { } byId) return byId;
        var path = Path.IsPathFullyQualified(text) ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(text)) : text;
        if (catalog.Sources.ByPath(LocalServer, path) is { } byPath) return byPath;
        var matching = catalog.Sources.Matching(path);
        if (matching.Count == 1) return matching[0];
        if (matching.Count == 0)
            throw new HoldfastException(ErrorCode.NotFound, $"There is no datasource '{text}'.", "`holdfast source list` shows all; `holdfast protect PATH` adds one.");
        throw new HoldfastException(ErrorCode.BadRequest, $"'{text}' fits several datasources: {string.Join(", ", matching.Take(10).Select(source => $"{source.Server}:{source.Path}"))}.", "Name it by its id or path.");
    }

    /// <summary>Keeps a datasource: first in the pool, which is the truth, then in the catalog.</summary>
    internal void Save(SourceRow source)
    {
        engine.SaveDescription(SourceDescription.Kind, source.Id, JsonSerializer.SerializeToUtf8Bytes(source.ToDescription(), CatalogJson.Default.SourceDescription));
        catalog.Sources.Save(source);
    }

    /// <summary>Forgets a datasource that has no points any more.</summary>
    internal void Delete(SourceRow source)
    {
        engine.SaveDescription(
            SourceDescription.Kind, source.Id, JsonSerializer.SerializeToUtf8Bytes(source.ToDescription(deleted: true), CatalogJson.Default.SourceDescription));
        catalog.Sources.Delete(source.Id);
    }

    /// <summary>The last part of the path, or the whole path where another datasource has that name already.</summary>
    internal string NameFor(string path)
    {
        var last = Path.GetFileName(path);
        return last.Length == 0 || catalog.Sources.Matching(last).Count > 0 ? path : last;
    }

    /// <summary>One page, by server and path.</summary>
    /// <param name="inactive">Only those whose protection has been stopped.</param>
    internal SourceList List(string? after, int limit, bool inactive = false)
    {
        var before = after is null ? null : catalog.Sources.ById(after) ?? throw new HoldfastException(ErrorCode.BadRequest, $"There is no datasource {after} to continue after.");
        var rows = catalog.Sources.Page(before, limit + 1, inactive);
        var page = rows.Take(limit).ToList();
        return new SourceList(ShowAll(page), rows.Count > limit ? page[^1].Id : null);
    }

    internal IReadOnlyList<SourceInfo> ShowAll(IReadOnlyList<SourceRow> rows)
    {
        var points = catalog.Points.SummariesOf([.. rows.Select(row => row.Id)]);
        var groups = catalog.Groups.All().ToDictionary(group => group.Id);
        var next = NextRuns(catalog.Schedules.All());
        return [.. rows.Select(row => Show(row, groups.GetValueOrDefault(row.GroupId ?? ""), points.GetValueOrDefault(row.Id, PointSummary.None), next))];
    }

    internal SourceInfo Show(SourceRow source) => Show(
        source, source.GroupId is { } id ? catalog.Groups.ById(id) : null, catalog.Points.SummariesOf([source.Id]).GetValueOrDefault(source.Id, PointSummary.None),
        NextRuns(catalog.Schedules.OfGroup(source.GroupId ?? "")));

    private static Dictionary<string, long?> NextRuns(IEnumerable<ScheduleRow> rows) =>
        rows.GroupBy(row => row.GroupId).ToDictionary(ofGroup => ofGroup.Key, ofGroup => ofGroup.Min(row => row.Due));

    private static SourceInfo Show(SourceRow source, GroupRow? group, PointSummary points, Dictionary<string, long?> nextRuns) => new(
        source.Id, source.Name, "files", source.Server, source.Path, group?.Name, group is null ? "stopped" : group.Suspended ? "suspended" : "protected", source.ReplicaState,
        MemberExclusions.Globs(source, group), MemberExclusions.Extensions(source, group), source.CrossMountPoints,
        source.Online || group is { Online: true }, Brief(points.LastOnDisk, points.LastOnDiskCreated), Brief(points.LastOnline, points.LastOnlineCreated),
        Count(points.OnDisk), Count(points.Online), group is null ? null : CatalogTime.To(nextRuns.GetValueOrDefault(group.Id)));

    private static PointBrief? Brief(string? id, long? created) => id is null || created is not { } time ? null : new PointBrief(id, CatalogTime.To(time));

    private static int Count(long number) => (int)Math.Min(number, int.MaxValue);
}
