using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Sources;

/// <summary>Datasources: found by what people call them, kept in the pool and in the catalog.</summary>
internal sealed class SourceRegistry(ServerCatalog catalog, IEngine engine)
{
    /// <summary>The one way to write an address of an application; null for what is none.</summary>
    internal Func<string, string?>? Normalize { get; set; }

    /// <summary>How far the followed log of a datasource goes; null where none is followed.</summary>
    internal Func<string, DateTimeOffset?>? Covered { get; set; }

    /// <summary>Name of this computer as a production server.</summary>
    internal static string LocalServer => Environment.MachineName;

    internal static bool IsLocal(string server) => string.Equals(server, LocalServer, StringComparison.OrdinalIgnoreCase);

    /// <summary>The datasource with this id, path, or name.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.NotFound"/>; <see cref="ErrorCode.BadRequest"/> where a name fits several.</exception>
    /// <param name="scope">Whose eyes it is looked for with: what they do not see does not exist.</param>
    internal SourceRow Resolve(string text, CallerScope? scope = null)
    {
        var sees = (SourceRow source) => scope?.Sees(source) ?? true;
        if (catalog.Sources.ById(text) is { } byId && sees(byId)) return byId;
        if (Normalized(text) is { } address && catalog.Sources.ByPath(LocalServer, address) is { } application && sees(application)) return application;
        var path = Path.IsPathFullyQualified(text) ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(text)) : text;
        if (catalog.Sources.ByPath(LocalServer, path) is { } byPath && sees(byPath)) return byPath;
        // SERVER:PATH, as messages and lists name them.
        if (text.IndexOf(':') is > 0 and var colon && catalog.Sources.ByPath(text[..colon], text[(colon + 1)..]) is { } ofServer && sees(ofServer)) return ofServer;
        var matching = catalog.Sources.Matching(path).Where(sees).ToList();
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
    /// <param name="name">As the application calls it; null: the last part of the path.</param>
    internal string NameFor(string path, string? name = null)
    {
        var last = name ?? ForeignPath.Name(path);
        return last == path || catalog.Sources.Matching(last).Count > 0 ? path : last;
    }

    /// <summary>Ids of the datasources that somebody sees.</summary>
    internal HashSet<string> Seen(CallerScope scope) => [.. catalog.Sources.All().Where(scope.Sees).Select(source => source.Id)];

    // What looks like an address and is none may be a name.
    private string? Normalized(string text)
    {
        try
        {
            return Normalize?.Invoke(text);
        }
        catch (HoldfastException malformed) when (malformed.Code == ErrorCode.ApplicationAddressWrong)
        {
            return null;
        }
    }

    /// <summary>One page, by server and path.</summary>
    /// <param name="inactive">Only those whose protection has been stopped.</param>
    internal SourceList List(CallerScope scope, string? after, int limit, bool inactive)
    {
        var before = after is null ? null : catalog.Sources.ById(after) ?? throw new HoldfastException(ErrorCode.BadRequest, $"There is no datasource {after} to continue after.");
        var rows = catalog.Sources.Page(
            before,
            new SourceFilter(inactive)
            {
                ScopeServers = scope.IsEverything ? null : [.. scope.Servers.Select(server => server.ToLowerInvariant())],
                ScopeGroups = scope.IsEverything ? null : scope.GroupIds,
            },
            limit + 1);
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

    private SourceInfo Show(SourceRow source, GroupRow? group, PointSummary points, Dictionary<string, long?> nextRuns) =>
        new(
            source.Id, source.Name, source.Kind, source.Server, source.Path, group?.Name, group is null ? "stopped" : group.Suspended ? "suspended" : "protected", source.ReplicaState,
            MemberExclusions.Globs(source, group), MemberExclusions.Extensions(source, group), source.CrossMountPoints,
            source.Online || group is { Online: true }, Brief(points.LastOnDisk, points.LastOnDiskCreated), Brief(points.LastOnline, points.LastOnlineCreated),
            Count(points.OnDisk), Count(points.Online), group is null ? null : CatalogTime.To(nextRuns.GetValueOrDefault(group.Id)))
        {
            FirstRecoveryPoint = CatalogTime.To(points.FirstOnDiskCreated), Options = source.ShownOptions,
            RecoverableFrom = source.IsApplication ? Moments(source).Min() : null, RecoverableTo = source.IsApplication ? Moments(source).Append(Covered?.Invoke(source.Id)).Max() : null,
        };

    private IEnumerable<DateTimeOffset?> Moments(SourceRow source) => catalog.Points.OfSource(source.Id).Select(point => CatalogTime.To(point.Consistent));

    private static PointBrief? Brief(string? id, long? created) => id is null || created is not { } time ? null : new PointBrief(id, CatalogTime.To(time));

    private static int Count(long number) => (int)Math.Min(number, int.MaxValue);
}
