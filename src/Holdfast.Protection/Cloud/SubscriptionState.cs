namespace Holdfast.Protection.Cloud;

/// <summary>What the vault's owner says about the subscription; where the vault is out of reach, what it said last.</summary>
public enum SubscriptionState
{
    Active,
    Expired,
    Deprovisioned,
}
