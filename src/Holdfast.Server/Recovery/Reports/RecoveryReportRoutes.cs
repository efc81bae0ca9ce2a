using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Hosting;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Recovery.Reports;

/// <summary>GET recovery-jobs/{id}/report, POST recovery-jobs/{id}/retry.</summary>
internal sealed class RecoveryReportRoutes(RecoveryReports reports, JobQueue jobs)
{
    internal void Map(ApiRouter routes)
    {
        routes.Get("recovery-jobs/{id}/report", RecoveryJson.Default.RecoveryReport, call => reports.Of(call.Route("id"), call.Scope).Report);
        routes.Post("recovery-jobs/{id}/retry", ApiJson.Default.JobInfo, Retry);
    }

    private JobInfo Retry(ApiCall call)
    {
        var (report, arguments) = reports.Of(call.Route("id"), call.Scope);
        RecoveryRoutes.RequireTarget(arguments.Server, call.Scope);
        if (!JobStates.IsEnd(report.State)) throw new HoldfastException(ErrorCode.BadJobTransition, $"Job {report.Job} has not ended: it is {report.State}.");
        if (!report.CanRetry)
            throw new HoldfastException(
                ErrorCode.RetryNotPossible, report.ItemsFailed == 0 ? $"No item of job {report.Job} failed." : $"{report.ItemsFailed} items of job {report.Job} failed, and not all are known by name.",
                report.ItemsFailed == 0 ? "Where the job as a whole failed: `holdfast job rerun`." : null);
        return jobs.Queue(JobType.Recovery, report.Source, arguments with { Items = [.. report.Failed.Select(failure => failure.Path)], RetryOf = report.Job, Account = call.Caller.Name });
    }
}
