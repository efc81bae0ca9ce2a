using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Applications;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Jobs;

/// <summary>Jobs as the API shows them: from memory while they live, from the catalog afterwards.</summary>
internal sealed class JobViews(ServerCatalog catalog, JobRunner runner, TimeProvider time)
{
    private const int ErrorsInLists = 10;

    internal JobInfo Get(string id)
    {
        if (runner.Find(id) is { } live) return Show(live);
        var row = catalog.Jobs.ById(id) ?? throw new HoldfastException(ErrorCode.NotFound, $"There is no job {id}.");
        return Show(row, catalog.Jobs.Errors(id));
    }

    /// <summary>The job when it has ended, or as it is after the wait.</summary>
    internal async Task<JobInfo> Get(string id, TimeSpan wait, CancellationToken cancellation)
    {
        if (wait > TimeSpan.Zero && runner.Find(id) is { } live)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, runner.Stopping);
            await live.Ended.WaitAsync(wait, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        cancellation.ThrowIfCancellationRequested();
        return Get(id);
    }

    internal JobList List(JobFilter filter, string? before, int limit)
    {
        var behind = before is null ? null : catalog.Jobs.ById(before) ?? throw new HoldfastException(ErrorCode.BadRequest, $"There is no job {before} to continue before.");
        var rows = catalog.Jobs.Page(filter, behind, limit + 1);
        var page = rows.Take(limit).ToList();
        var errors = catalog.Jobs.Errors([.. page.Select(row => row.Id)], ErrorsInLists);
        return new JobList(
            [.. page.Select(row => runner.Find(row.Id) is { } live ? Show(live, row.SourceName, row.SourcePath) : Show(row, [.. errors[row.Id]]))],
            rows.Count > limit ? page[^1].Id : null);
    }

    /// <summary>The row of a job that has ended.</summary>
    internal JobRow EndedRow(string id)
    {
        var row = catalog.Jobs.ById(id) ?? throw new HoldfastException(ErrorCode.NotFound, $"There is no job {id}.");
        return JobStates.IsEnd(row.State) ? row : throw new HoldfastException(ErrorCode.BadJobTransition, $"Job {id} has not ended: it is {row.State}.");
    }

    internal JobInfo Show(LiveJob live)
    {
        var source = live.SourceId is { } id ? catalog.Sources.ById(id) : null;
        return Show(live, source?.Name, source?.Path);
    }

    private JobInfo Show(LiveJob live, string? sourceName, string? sourcePath)
    {
        var row = LiveJobs.Counted(live, time) with { SourceName = sourceName, SourcePath = sourcePath };
        return Info(row, live.FinalErrors ?? live.Report.Errors(), live.Report.Progress.Phase) with { Verification = live.Verification, Collection = live.Collection, Plan = live.RecoveryPlan, Drill = Drill(row) };
    }

    private JobInfo Show(JobRow row, IReadOnlyList<JobErrorRow> errors) =>
        Info(row, [.. errors.Select(error => new JobError((ErrorCode)error.Code, error.Message, error.Remedy, error.Item))], "") with
        {
            Verification = row.Verification is null ? null : JsonSerializer.Deserialize(row.Verification, ApiJson.Default.VerificationResult),
            Collection = row.Collection is null ? null : JsonSerializer.Deserialize(row.Collection, ApiJson.Default.CollectionResult),
            Plan = row.RecoveryPlan is null ? null : JsonSerializer.Deserialize(row.RecoveryPlan, CatalogJson.Default.RecoveryPlanInfo),
            Drill = Drill(row),
        };

    private DrillInfo? Drill(JobRow row) => row.Type == JobTypes.Drill && catalog.Drills.ById(row.Id) is { } drill ? DrillViews.Show(drill) : null;

    private static JobInfo Info(JobRow row, IReadOnlyList<JobError> errors, string phase)
    {
        var hasEnded = JobStates.IsEnd(row.State);
        var rate = row.DurationMs > 0 ? (long)(row.BytesRead * 1000.0 / row.DurationMs) : 0;
        return new JobInfo(
            row.Id, row.Type, row.State, row.SourceId, row.RecoveryPoint, row.Items, row.ItemsFailed, row.BytesRead, row.BytesChanged, row.BytesStored,
            row.BytesSent, row.DurationMs, row.CpuMs, errors, row.SourceName, row.SourcePath, hasEnded ? "" : phase, row.ItemsTotal, row.BytesTotal,
            row.BytesDeduplicated, rate, hasEnded ? null : Remaining(row), CatalogTime.To(row.Created), CatalogTime.To(row.Started), CatalogTime.To(row.Ended))
        {
            Server = row.Server, ReadFrom = row.ReadFrom, Origin = row.Origin, ScheduledFor = CatalogTime.To(row.ScheduledFor), Attempt = row.Attempt,
            Account = row.Type == JobTypes.Recovery ? LiveJob.ArgumentsOf(row).Account : null,
        };
    }

    // By bytes where their total is known, otherwise by items; nothing in the first second, when a rate means little.
    private static long? Remaining(JobRow row)
    {
        if (row.DurationMs < 1000) return null;
        if (row.BytesTotal > 0 && row.BytesRead > 0) return Left(row.DurationMs, row.BytesRead, row.BytesTotal);
        return row.ItemsTotal > 0 && row.Items > 0 ? Left(row.DurationMs, row.Items, row.ItemsTotal) : null;
    }

    private static long Left(long elapsedMs, long done, long total) => (long)(elapsedMs * (Math.Max(0.0, total - done) / done));
}
