using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Reports;

/// <summary>The recoveries of a period, newest first.</summary>
internal sealed class RecoveryReport(ServerCatalog catalog) : IReport
{
    private static readonly ReportColumn[] columns =
    [
        new("queued", "Queued", ReportUnits.Time), new("server", "Server"), new("source", "Datasource"), new("recoveryPoint", "Recovery point"), new("target", "To"), new("state", "Result"),
        new("items", "Items", ReportUnits.Count), new("itemsFailed", "Items failed", ReportUnits.Count), new("bytes", "Bytes", ReportUnits.Bytes),
        new("duration", "Took", ReportUnits.Milliseconds), new("job", "Job"),
    ];

    public ReportKindInfo Kind { get; } = new(ReportKinds.Recovery, "Recovery", "Every recovery: what, from when, where to, and how it ended.", TakesFilters: true);

    public Report Make(ReportFrame frame)
    {
        var filter = new JobFilter(Type: JobNames.Of(JobType.Recovery), Server: frame.Filter.Server, GroupId: frame.Filter.GroupId, From: CatalogTime.From(frame.From), To: CatalogTime.From(frame.To) - 1)
        {
            ScopeServers = frame.Filter.Scope.IsEverything ? null : [.. frame.Filter.Scope.Servers.Select(server => server.ToLowerInvariant())],
            ScopeGroups = frame.Filter.Scope.IsEverything ? null : frame.Filter.Scope.GroupIds,
        };
        var jobs = catalog.Jobs.Page(filter, before: null, ReportFrame.MostRows + 1);
        ReportTotal[] totals =
        [
            new("recoveries", "Recoveries", ReportUnits.Count, ReportValue.Of(jobs.Count)),
            new("succeeded", "Succeeded", ReportUnits.Count, ReportValue.Of(jobs.Count(job => job.State == JobStates.Succeeded))),
            new("withWarnings", "With warnings", ReportUnits.Count, ReportValue.Of(jobs.Count(job => job.State == JobStates.SucceededWithWarnings))),
            new("failed", "Failed", ReportUnits.Count, ReportValue.Of(jobs.Count(job => job.State == JobStates.Failed))),
            new("items", "Items", ReportUnits.Count, ReportValue.Of(jobs.Sum(job => job.Items))), new("bytes", "Bytes", ReportUnits.Bytes, ReportValue.Of(jobs.Sum(job => job.BytesRead))),
        ];
        var daily = frame.Daily("recoveries", "Recoveries", jobs.Select(job => (CatalogTime.To(job.Created), 1L)));
        IReadOnlyList<string> notes = catalog.Reports.OldestJob() is { } oldest && oldest > frame.From
            ? [$"The job history begins at {UtcTimeConverter.Format(oldest)}; historyDays says how long it is kept. Who asked is in the audit log."] : ["Who asked for a recovery is in the audit log."];
        return frame.Report(Kind.Id, "Recoveries", columns, [.. jobs.Select(Row)], totals, [daily], notes);
    }

    private static IReadOnlyList<ReportValue> Row(JobRow job)
    {
        var asked = JsonSerializer.Deserialize(job.Arguments, CatalogJson.Default.JobArguments) ?? new JobArguments();
        var target = asked.To is { } folder ? asked.Server is { } server ? $"{server}: {folder}" : folder : "original place";
        return
        [
            ReportValue.Of(CatalogTime.To(job.Created)), ReportValue.Of(job.Server), ReportValue.Of(job.SourcePath ?? job.SourceName), ReportValue.Of(asked.RecoveryPoint ?? job.RecoveryPoint),
            ReportValue.Of(target), ReportValue.Of(job.State), ReportValue.Of(job.Items), ReportValue.Of(job.ItemsFailed), ReportValue.Of(job.BytesRead), ReportValue.Of(job.DurationMs),
            ReportValue.Of(job.Id),
        ];
    }
}
