using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Scripts;

/// <summary>
/// A backup with the scripts of its group around it. A pre-script that fails fails the job before anything is read; the post-script runs in any case, so that
/// what the pre-script stopped is started again.
/// </summary>
internal sealed class ScriptedWork(IJobWork backup, ServerCatalog catalog, IScriptRunner scripts) : IJobWork
{
    private const string Succeeded = "succeeded", Failed = "failed";

    public void Run(LiveJob job)
    {
        var source = catalog.Sources.ById(job.SourceId ?? "");
        var policy = source?.GroupId is { } id ? catalog.Groups.ById(id)?.Policy : null;
        if (policy is null or { PreScript: null, PostScript: null })
        {
            backup.Run(job);
            return;
        }
        var result = Failed;
        try
        {
            if (policy.PreScript is { } pre) RunPre(job, source!, pre);
            backup.Run(job);
            result = Succeeded;
        }
        finally
        {
            if (policy.PostScript is { } post) RunPost(job, source!, post, result);
        }
    }

    private void RunPre(LiveJob job, SourceRow source, ScriptCommand command)
    {
        job.Report.Progress.Phase = "pre-script";
        var outcome = scripts.Run(source.Server, command, new ScriptContext(job.Id, source.Path), null, job.Cancellation);
        Note(job, "pre-script", outcome);
        if (!outcome.IsSuccess) throw Failure(outcome, ErrorCode.PreScriptFailed, ErrorCode.PreScriptTimedOut, "pre-script", command);
    }

    // Not cancelled with the job: it undoes what the pre-script did. Its own timeout holds.
    private void RunPost(LiveJob job, SourceRow source, ScriptCommand command, string result)
    {
        job.Report.Progress.Phase = "post-script";
        var outcome = scripts.Run(source.Server, command, new ScriptContext(job.Id, source.Path), result, CancellationToken.None);
        Note(job, "post-script", outcome);
        if (outcome.IsSuccess) return;
        var failure = Failure(outcome, ErrorCode.PostScriptFailed, ErrorCode.PostScriptTimedOut, "post-script", command);
        job.Report.Item(failure.Code, failure.Message, command.Arguments[0], failed: true);
    }

    private static void Note(LiveJob job, string which, ScriptOutcome outcome)
    {
        if (outcome.End != ScriptEnd.NotStarted && outcome.Output.Length > 0) job.Report.Item(ErrorCode.ScriptOutput, outcome.Output, which, failed: false);
    }

    private static HoldfastException Failure(ScriptOutcome outcome, ErrorCode failed, ErrorCode timedOut, string which, ScriptCommand command) => outcome.End switch
    {
        ScriptEnd.TimedOut => new HoldfastException(timedOut, $"The {which} {command.Arguments[0]} was ended after {command.TimeoutSeconds} seconds."),
        ScriptEnd.NotStarted => new HoldfastException(ErrorCode.ScriptNotStarted, $"The {which} {command.Arguments[0]} could not be started: {outcome.Output}"),
        _ => new HoldfastException(failed, $"The {which} {command.Arguments[0]} ended with exit code {outcome.ExitCode}."),
    };
}
