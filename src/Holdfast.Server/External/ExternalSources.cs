using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Engine;

namespace Holdfast.Server.External;

/// <summary>Finds a datasource among what another server of the vault has there.</summary>
internal static class ExternalSources
{
    /// <exception cref="HoldfastException"><see cref="ErrorCode.Forbidden"/>: the caller is limited.</exception>
    internal static void RequireAll(CallerScope scope)
    {
        if (!scope.IsEverything)
            throw new HoldfastException(ErrorCode.Forbidden, "An account that is limited to some servers or groups may not read other servers' copies.");
    }

    /// <summary>Points of the one datasource that is meant, oldest first; at least one.</summary>
    /// <param name="source">Its id, path, or name.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.NotFound"/>, <see cref="ErrorCode.BadRequest"/> where it fits several.</exception>
    internal static List<PointState> Points(IEngine engine, string server, string source)
    {
        var path = source.Length > 1 ? source.TrimEnd('/') : source;
        var matching = engine.ExternalPoints(server).Where(point => point.SourceId == source || point.SourcePath == path || point.SourceName == source).ToList();
        var ids = matching.Select(point => point.SourceId).Distinct().ToList();
        if (ids.Count == 0) throw new HoldfastException(ErrorCode.NotFound, $"The external server has no datasource '{source}'.", "`holdfast external list` shows what it has.");
        if (ids.Count > 1) throw new HoldfastException(ErrorCode.BadRequest, $"'{source}' fits several datasources of the external server.", "Name it by its id or path.");
        return matching;
    }
}
