using Holdfast.Contracts.Errors;
using Holdfast.Protection.Retention;
using Holdfast.Server.Accounts;
using Holdfast.Server.Engine;
using Holdfast.Server.External;
using Holdfast.Server.RecoveryPoints;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Recovery;

/// <summary>Finds the point that a request means, among this server's or another one's.</summary>
internal sealed class PointFinder(SourceRegistry sources, PointRegistry points, IEngine engine)
{
    internal ChosenPoint Find(string source, string at, bool online, string? externalServer, CallerScope scope)
    {
        if (externalServer is not null) ExternalSources.RequireAll(scope);
        if (externalServer is not null) return FindExternal(externalServer, source, at);
        var row = sources.Resolve(source, scope);
        var point = points.Choose(row, at, online);
        return new ChosenPoint(new PointRef(point.Id, online), row.Id, row.Name, row.Path, IsExternal: false) { Kind = row.Kind };
    }

    /// <summary>All points of a datasource in one place, oldest first, and the datasource's id.</summary>
    internal (string SourceId, IReadOnlyList<SourcePoint> Points) All(string source, bool online, string? externalServer, CallerScope scope)
    {
        if (externalServer is not null) ExternalSources.RequireAll(scope);
        if (externalServer is null)
        {
            var row = sources.Resolve(source, scope);
            return (row.Id, [.. points.Held(row.Id).Where(point => online ? point.Online : point.Disk)]);
        }
        var matching = ExternalSources.Points(engine, externalServer, source);
        return (matching[0].SourceId, [.. matching.Select(point => new SourcePoint(point.Id, point.Created, Disk: false, Online: true))]);
    }

    /// <summary>All points of a datasource wherever they lie, oldest first.</summary>
    internal IReadOnlyList<SourcePoint> Held(string source, CallerScope scope) => points.Held(sources.Resolve(source, scope).Id);

    private ChosenPoint FindExternal(string server, string source, string at)
    {
        var matching = ExternalSources.Points(engine, server, source);
        var chosen = PointChoice.Choose([.. matching.Select(point => new HeldPoint(point.Id, point.SourceId, point.Created))], at)
            ?? throw new HoldfastException(ErrorCode.NoRecoveryPoint, $"The external server's datasource '{source}' has no recovery point '{at}'.");
        var found = matching.First(point => point.Id == chosen.Id);
        return new ChosenPoint(new PointRef(found.Id, Online: true, server), found.SourceId, found.SourceName, found.SourcePath, IsExternal: true) { Kind = found.Kind };
    }
}
