using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;
using Holdfast.Server.RecoveryPoints;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Groups;

/// <summary>Ends the protection of a datasource, with or without its data, on disk or in the vault. What keeps data is inactive protection.</summary>
internal sealed class StopProtection(ServerCatalog catalog, SourceRegistry sources, PointRegistry points, JobRunner runner)
{
    internal const string Disk = "disk", Online = "online";

    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(60);

    /// <param name="place">Where data is deleted: disk, online, or null for both.</param>
    internal void Stop(SourceRow source, bool deleteData, string? place)
    {
        var stopped = source with { GroupId = null, Online = false };
        sources.Save(stopped);
        var jobs = runner.Live.Where(job => job.SourceId == source.Id && (deleteData || job.Type != JobType.Recovery)).ToList();
        foreach (var job in jobs) runner.Cancel(job.Id);
        if (!deleteData) return;
        // A job that is still ending could otherwise add a point to what is being deleted.
        if (!Task.WaitAll([.. jobs.Select(job => job.Ended)], longestWait))
            throw new HoldfastException(ErrorCode.Conflict, $"A job of {source.Path} has not stopped yet; its data was not deleted.", "Try again in a minute.");
        DeleteData(stopped, place);
    }

    /// <summary>Deletes the data of inactive protection; without any data left the datasource is forgotten.</summary>
    internal void DeleteData(SourceRow source, string? place)
    {
        if (source.GroupId is not null)
            throw new HoldfastException(ErrorCode.ProtectionActive, $"{source.Path} is protected.", "Stop its protection first: `holdfast group stop GROUP --source SOURCE --delete-data`.");
        if (place is not Online) points.DeleteAll(source.Id, online: false);
        if (place is not Disk) points.DeleteAll(source.Id, online: true);
        if (catalog.Points.OfSource(source.Id).Count == 0) sources.Delete(source);
    }

    internal static string? Place(string? text) =>
        text is null or Disk or Online ? text : throw new HoldfastException(ErrorCode.BadRequest, $"'{text}' is none of disk, online.");
}
