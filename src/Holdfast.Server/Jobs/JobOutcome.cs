using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;

namespace Holdfast.Server.Jobs;

/// <summary>How a job ended. <paramref name="Failure"/>: why it failed, or null.</summary>
internal sealed record JobOutcome(JobState State, HoldfastException? Failure)
{
    /// <summary>Errors of the job itself: the failure, and below it the one that caused it.</summary>
    internal IEnumerable<JobError> Errors()
    {
        for (Exception? failure = Failure; failure is not null; failure = failure.InnerException)
            if (failure is HoldfastException known) yield return new JobError(known.Code, known.Message, known.Remedy, null);
    }
}
