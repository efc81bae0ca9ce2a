using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;

namespace Holdfast.Output;

/// <summary>How a job that has ended is told to the caller: exit code, and its errors on standard error.</summary>
internal static class JobOutcome
{
    private const int ItemsShown = 20;

    internal static int ExitCodeOf(JobInfo job) => job.State switch
    {
        JobStates.SucceededWithWarnings => ExitCode.ItemsMissing,
        JobStates.Failed when Cause(job) is { } cause && ErrorCatalog.Get(cause.Code).ExitCode is ExitCode.NotReachable or ExitCode.Refused =>
            ErrorCatalog.Get(Cause(job)!.Code).ExitCode,
        JobStates.Failed or JobStates.Cancelled => ExitCode.Failed,
        _ => ExitCode.Done,
    };

    /// <summary>A failure outweighs missing items, which outweigh success.</summary>
    internal static int ExitCodeOf(IReadOnlyList<JobInfo> jobs)
    {
        var codes = jobs.Select(ExitCodeOf).ToArray();
        return codes.FirstOrDefault(code => code is not (ExitCode.Done or ExitCode.ItemsMissing), codes.Contains(ExitCode.ItemsMissing) ? ExitCode.ItemsMissing : ExitCode.Done);
    }

    internal static void WriteErrors(JobInfo job)
    {
        foreach (var error in job.Errors.Where(error => error.Item is null))
            ErrorReport.WriteText(error.Code, $"{JobText.Title(job)}: {error.Message}", ErrorCatalog.Get(error.Code).Cause, error.Remedy);
        var items = job.Errors.Where(error => error.Item is not null).ToArray();
        foreach (var error in items.Take(ItemsShown)) Console.Error.WriteLine($"error {(int)error.Code}: {error.Item}: {error.Message}");
        if (items.Length > ItemsShown) Console.Error.WriteLine($"and {items.Length - ItemsShown} more; `holdfast job show {job.Id}` names them");
        if (items.Length > 0) Console.Error.WriteLine($"remedy: {items[0].Remedy}");
        if (job.State == JobStates.Cancelled && job.Errors.Count == 0) Console.Error.WriteLine($"{JobText.Title(job)}: cancelled");
    }

    private static JobError? Cause(JobInfo job) => job.Errors.FirstOrDefault(error => error.Item is null);
}
