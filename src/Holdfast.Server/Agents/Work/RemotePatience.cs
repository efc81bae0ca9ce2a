namespace Holdfast.Server.Agents.Work;

/// <summary>How long a job waits for an agent, by the monotonic clock.</summary>
/// <param name="Absence">For one that is away when the job begins, or stays away after its lease. Null: until it appears.</param>
/// <param name="Lease">For one that has begun and goes away: for so long everything is kept as it is.</param>
internal sealed record RemotePatience(TimeSpan? Absence, TimeSpan Lease)
{
    internal static readonly TimeSpan StandardAbsence = TimeSpan.FromMinutes(2), StandardLease = TimeSpan.FromMinutes(10);
}
