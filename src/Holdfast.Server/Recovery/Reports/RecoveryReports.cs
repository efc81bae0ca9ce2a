using Holdfast.Agent;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;
using Holdfast.Server.Sources;
using Holdfast.Workloads;

namespace Holdfast.Server.Recovery.Reports;

/// <summary>What recovery jobs did, for whoever sees their datasources.</summary>
internal sealed class RecoveryReports(ServerCatalog catalog, JobViews views, SourceRegistry sources)
{
    private static readonly HashSet<ErrorCode> failing =
        [.. Enum.GetValues<NoteKind>().Select(NoteCodes.Of).Where(note => note.Failed).Select(note => note.Code)];

    /// <exception cref="HoldfastException"><see cref="ErrorCode.NotFound"/>: no such job, none that the caller sees, or no recovery.</exception>
    internal (RecoveryReport Report, JobArguments Arguments) Of(string id, CallerScope scope)
    {
        var row = catalog.Jobs.ById(id);
        if (row is null || !(scope.IsEverything || (row.SourceId is { } source && sources.Seen(scope).Contains(source))) || JobNames.Type(row.Type) != JobType.Recovery)
            throw new HoldfastException(ErrorCode.NotFound, $"There is no recovery job {id}.");
        var arguments = LiveJob.ArgumentsOf(row);
        return (Show(views.Get(id), arguments), arguments);
    }

    private static RecoveryReport Show(JobInfo job, JobArguments arguments)
    {
        var failures = job.Errors.Where(error => error.Item is not null && failing.Contains(error.Code)).ToList();
        // An item may have failed for several reasons, such as several pieces that are damaged.
        var failed = failures.GroupBy(error => error.Item!).Select(item => new RecoveryFailure(
            item.Key, item.First().Code, string.Join(' ', item.Select(error => error.Message).Distinct()), item.First().Remedy)).ToList();
        return new RecoveryReport(
            job.Id, job.State, job.Source, job.SourceName, arguments.RecoveryPoint, arguments.Online || arguments.ExternalServer is not null, arguments.ExternalServer, arguments.Server,
            arguments.To ?? "", arguments.Existing ?? "copy", arguments.Security ?? "point", arguments.Items ?? [], job.Items, job.ItemsFailed, job.BytesRead, failed,
            job.HasEnded && failures.Count > 0 && failures.Count == job.ItemsFailed, arguments.RetryOf, job.Errors.FirstOrDefault(error => error.Item is null), job.Started, job.Ended);
    }
}
