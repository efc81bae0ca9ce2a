namespace Holdfast.Contracts.Api.Applications;

/// <summary>Which moments of a datasource can be recovered.</summary>
/// <param name="Source">Id of the datasource.</param>
/// <param name="PointInTime">Moments within <paramref name="Ranges"/> can be asked for; otherwise the points alone.</param>
/// <param name="Ranges">Oldest first; what lies between two cannot be reached.</param>
/// <param name="Points">The moments that points bring back, oldest first.</param>
/// <param name="Log">Null where no log is followed.</param>
public sealed record RecoveryRange(
    string Source, string Kind, bool PointInTime, IReadOnlyList<ReachableTimes> Ranges, IReadOnlyList<ReachablePoint> Points, LogFollowing? Log);
