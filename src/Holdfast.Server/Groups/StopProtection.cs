using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Applications;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;
using Holdfast.Server.RecoveryPoints;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Groups;

/// <summary>Ends the protection of a datasource, with or without its data, on disk or in the vault. What keeps data is inactive protection.</summary>
internal sealed class StopProtection(ServerCatalog catalog, SourceRegistry sources, PointRegistry points, JobRunner runner, ApplicationsPart applications)
{
    internal const string Disk = "disk", Online = "online";

    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(60);

    /// <param name="place">Where data is deleted: disk, online, or null for both.</param>
    /// <param name="vaultPin">The vault's security PIN, good for all of them together.</param>
    internal void Stop(IReadOnlyList<SourceRow> members, bool deleteData, string? place, string? vaultPin)
    {
        var stopped = members.Select(source => source with { GroupId = null, Online = false }).ToList();
        foreach (var source in stopped) sources.Save(source);
        var ids = members.Select(source => source.Id).ToHashSet();
        var jobs = runner.Live.Where(job => job.SourceId is { } id && ids.Contains(id) && (deleteData || job.Type != JobType.Recovery)).ToList();
        foreach (var job in jobs) runner.Cancel(job.Id);
        foreach (var source in stopped) applications.Release(source, forget: deleteData);
        if (!deleteData) return;
        // A job that is still ending could otherwise add a point to what is being deleted.
        if (!Task.WaitAll([.. jobs.Select(job => job.Ended)], longestWait))
            throw new HoldfastException(
                ErrorCode.Conflict, $"A job of {string.Join(", ", members.Select(source => source.Path))} has not stopped yet; no data was deleted.", "Try again in a minute: `holdfast source delete-data SOURCE`.");
        DeleteData(stopped, place, vaultPin);
    }

    /// <summary>Deletes the data of inactive protection, in the vault first, which may refuse; without any data left the datasource is forgotten.</summary>
    internal void DeleteData(IReadOnlyList<SourceRow> inactive, string? place, string? vaultPin)
    {
        if (inactive.FirstOrDefault(source => source.GroupId is not null) is { } active)
            throw new HoldfastException(ErrorCode.ProtectionActive, $"{active.Path} is protected.", "Stop its protection first: `holdfast group stop GROUP --source SOURCE --delete-data`.");
        List<string> ids = [.. inactive.Select(source => source.Id)];
        if (place is not Disk) points.DeleteAll(ids, online: true, vaultPin);
        if (place is not Online) points.DeleteAll(ids, online: false, vaultPin: null);
        foreach (var source in inactive.Where(source => catalog.Points.OfSource(source.Id).Count == 0))
        {
            applications.Forget(source);
            sources.Delete(source);
        }
    }

    internal static string? Place(string? text) =>
        text is null or Disk or Online ? text : throw new HoldfastException(ErrorCode.BadRequest, $"'{text}' is none of disk, online.");
}
