using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Schedules;

namespace Holdfast.Protection.Goals;

/// <summary>
/// Decides what "within its goals" means: the replica is ok, and the newest recovery point is not older than the hours that the group promises or, where it promises none,
/// than twice the interval of its schedule. The latter is reckoned by the schedule's own times: a datasource is late when two runs have passed since its newest point.
/// </summary>
public static class GoalRule
{
    // What a schedule has in such a time before now; the last holds two runs of any schedule, also where a window puts them off.
    private static readonly TimeSpan[] looks = [TimeSpan.FromHours(2), TimeSpan.FromDays(2), TimeSpan.FromDays(9), TimeSpan.FromDays(36)];

    /// <summary>A newest point that is older than this is late; null: the policy asks for none.</summary>
    public static DateTimeOffset? OldestAcceptable(GroupPolicy policy, DateTimeOffset now)
    {
        if (policy.SlaHours is { } hours) return now.AddHours(-hours);
        if (policy.ShortTerm.RecoveryPoints.IsEmpty) return null;
        foreach (var look in looks)
        {
            DateTimeOffset? last = null, lastButOne = null;
            foreach (var run in NextRun.Between(policy, RunKind.RecoveryPoint, now - look, now)) (lastButOne, last) = (last, run);
            if (lastButOne is not null) return lastButOne;
        }
        return null;
    }

    /// <param name="isMember">It is in a group.</param>
    /// <param name="isSuspended">Its group is.</param>
    /// <param name="newest">When its newest recovery point was made; null where there is none.</param>
    /// <param name="oldestAcceptable">As <see cref="OldestAcceptable"/> says of its group.</param>
    public static GoalState Judge(bool isMember, bool isSuspended, ReplicaHealth replica, DateTimeOffset? newest, DateTimeOffset? oldestAcceptable)
    {
        if (!isMember) return GoalState.Stopped;
        if (isSuspended) return GoalState.Suspended;
        if (replica == ReplicaHealth.Inconsistent) return GoalState.Inconsistent;
        if (replica == ReplicaHealth.Pending || newest is null) return GoalState.Pending;
        return newest < oldestAcceptable ? GoalState.Late : GoalState.Ok;
    }
}
