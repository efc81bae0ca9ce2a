namespace Holdfast.Protection.Cloud;

/// <summary>What contact with the vault and the state of the subscription permit.</summary>
public static class CloudPolicy
{
    public static Permissions Decide(Connectivity connectivity, SubscriptionState subscription, CloudPolicySetting setting)
    {
        var table = (connectivity, subscription) switch
        {
            (Connectivity.Connected or Connectivity.Interrupted, SubscriptionState.Active) => Permissions.All,
            (_, SubscriptionState.Active or SubscriptionState.Expired) => new Permissions(false, false, RestoreFromCloud: true, RestoreFromDisk: true, DeleteCloudPoints: false),
            (_, SubscriptionState.Deprovisioned) => new Permissions(false, false, false, false, DeleteCloudPoints: true),
            _ => throw new ArgumentOutOfRangeException(nameof(subscription)),
        };
        return setting == CloudPolicySetting.DiskContinues ? table with { BackupToDisk = true, RestoreFromDisk = true } : table;
    }
}
