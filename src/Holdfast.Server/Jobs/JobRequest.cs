using Holdfast.Protection.Jobs;

namespace Holdfast.Server.Jobs;

/// <summary>A job that somebody wants.</summary>
/// <param name="SourceId">The datasource it concerns, or null.</param>
/// <param name="ScheduledFor">When the schedule wanted it, which may be before now; null for jobs of no schedule.</param>
internal sealed record JobRequest(
    JobType Type, string? SourceId, JobArguments Arguments, JobOrigin Origin = JobOrigin.Person, DateTimeOffset? ScheduledFor = null)
{
    /// <summary>A passphrase that came along. Is kept in memory alone.</summary>
    internal string? Secret { get; init; }

    public override string ToString() => $"{Type} of {SourceId ?? "the server"}";
}
