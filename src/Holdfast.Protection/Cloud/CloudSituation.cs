namespace Holdfast.Protection.Cloud;

/// <summary>Contact and subscription at one time.</summary>
public sealed record CloudSituation(Connectivity Connectivity, SubscriptionState Subscription)
{
    /// <summary>Nothing is held back.</summary>
    public bool IsNormal => Subscription == SubscriptionState.Active && Connectivity != Connectivity.Lost;
}
