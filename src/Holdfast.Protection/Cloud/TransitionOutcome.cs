namespace Holdfast.Protection.Cloud;

/// <summary>What a change of the situation brings.</summary>
/// <param name="Resumes">Everything that was held back is allowed again.</param>
/// <param name="ReplaysMissedRuns">Scheduled runs of the time in between are made up for; otherwise schedules go on with their next time.</param>
/// <param name="CloudPointsRemain">Points in the vault are still there.</param>
/// <param name="DiskPointsUsable">Points on disk that are within their retention can be restored.</param>
public sealed record TransitionOutcome(bool Resumes, bool ReplaysMissedRuns, bool CloudPointsRemain, bool DiskPointsUsable);
