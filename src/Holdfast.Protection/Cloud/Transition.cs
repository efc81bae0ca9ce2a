namespace Holdfast.Protection.Cloud;

/// <summary>What happens when contact comes back or the subscription changes.</summary>
public static class Transition
{
    /// <param name="deleted">The points in the vault were deleted while the subscription was deprovisioned. That is not certain to have happened at once: what is out of
    /// reach, or cannot be deleted while the clock is not trusted, is deleted later.</param>
    public static TransitionOutcome Between(CloudSituation from, CloudSituation to, bool deleted)
    {
        var pointsRemain = !deleted && to.Subscription != SubscriptionState.Deprovisioned;
        return new TransitionOutcome(
            Resumes: !from.IsNormal && to.IsNormal,
            // Users of the seed's product know that an expired subscription leaves a hole, and a short interruption none: nothing was held back then.
            ReplaysMissedRuns: false,
            CloudPointsRemain: pointsRemain,
            DiskPointsUsable: to.Subscription != SubscriptionState.Deprovisioned);
    }
}
