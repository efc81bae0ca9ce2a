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
    internal SourceList List(string? after, int limit)
    {
        var before = after is null ? null : catalog.Sources.ById(after) ?? throw new HoldfastException(ErrorCode.BadRequest, $"There is no datasource {after} to continue after.");
        var rows = catalog.Sources.Page(before, limit + 1);
        var page = rows.Take(limit).ToList();
        return new SourceList(ShowAll(page), rows.Count > limit ? page[^1].Id : null);
    }

    internal IReadOnlyList<SourceInfo> ShowAll(IReadOnlyList<SourceRow> rows)
    {
        var points = catalog.Points.SummariesOf([.. rows.Select(row => row.Id)]);
        var groups = catalog.Groups.All().ToDictionary(group => group.Id);
        return [.. rows.Select(row => Show(row, groups.GetValueOrDefault(row.GroupId ?? ""), points.GetValueOrDefault(row.Id, PointSummary.None)))];
    }

    internal SourceInfo Show(SourceRow source) =>
        Show(source, source.GroupId is { } id ? catalog.Groups.ById(id) : null, catalog.Points.SummariesOf([source.Id]).GetValueOrDefault(source.Id, PointSummary.None));

    private static SourceInfo Show(SourceRow source, GroupRow? group, PointSummary points) =>
        new(
            source.Id, source.Name, "files", source.Server, source.Path, group?.Name, group is null ? "stopped" : "protected", source.ReplicaState,
            CatalogJson.ReadList(source.ExcludeGlobs), CatalogJson.ReadList(source.ExcludeExtensions), source.CrossMountPoints,
            source.Online || group is { Online: true }, Brief(points.LastOnDisk, points.LastOnDiskCreated), Brief(points.LastOnline, points.LastOnlineCreated),
            Count(points.OnDisk), Count(points.Online));

    private static PointBrief? Brief(string? id, long? created) => id is null || created is not { } time ? null : new PointBrief(id, CatalogTime.To(time));

    private static int Count(long number) => (int)Math.Min(number, int.MaxValue);
}
