using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;
using Holdfast.Server.RecoveryPoints;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Groups;

/// <summary>Ends the protection of a datasource, with or without its data.</summary>
internal sealed class StopProtection(SourceRegistry sources, PointRegistry points, JobRunner runner)
{
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(60);

    internal void Stop(SourceRow source, bool deleteData)
    {
        var stopped = source with { GroupId = null, Online = false };
        sources.Save(stopped);
        var jobs = runner.Live.Where(job => job.SourceId == source.Id && (deleteData || job.Type != JobType.Recovery)).ToList();
        foreach (var job in jobs) runner.Cancel(job.Id);
        if (!deleteData) return;
        // A job that is still ending could otherwise add a point to what is being deleted.
        if (!Task.WaitAll([.. jobs.Select(job => job.Ended)], longestWait))
            throw new HoldfastException(ErrorCode.Conflict, $"A job of {source.Path} has not stopped yet; its data was not deleted.", "Try again in a minute.");
        points.DeleteAll(source.Id);
        sources.Delete(stopped);
    }
}
