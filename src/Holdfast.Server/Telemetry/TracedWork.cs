using System.Diagnostics;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Telemetry;

/// <summary>Work with a span for the job and one for each of its phases. Spans name ids, never paths.</summary>
internal sealed class TracedWork(IJobWork work) : IJobWork
{
    public void Run(LiveJob job)
    {
        using var span = Traces.Source.StartActivity("job " + job.Row.Type);
        if (span is null)
        {
            work.Run(job);
            return;
        }
        span.SetTag("holdfast.job.id", job.Id);
        span.SetTag("holdfast.job.type", job.Row.Type);
        span.SetTag("holdfast.source.id", job.SourceId);
        Activity? phase = null;
        job.Report.Progress.PhaseChanged = name =>
        {
            phase?.Dispose();
            phase = Traces.Source.StartActivity("phase " + name, ActivityKind.Internal, span.Context);
        };
        try
        {
            work.Run(job);
        }
        catch (Exception failure)
        {
            var code = failure is HoldfastException known ? (int)known.Code : (int)ErrorCode.UnexpectedError;
            span.SetTag("error.type", code);
            span.SetStatus(failure is OperationCanceledException ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            job.Report.Progress.PhaseChanged = null;
            phase?.Dispose();
        }
    }
}
