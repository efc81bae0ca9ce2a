using Holdfast.Protection.Cloud;

namespace Holdfast.Protection.Tests.Cloud;

public sealed class CloudPolicyTests
{
    // One line a row of the table, for both settings; "D" means that the points in the vault are deleted.
    [Theory]
    [InlineData(Connectivity.Connected, SubscriptionState.Active, CloudPolicySetting.Strict, true, true, true, true, false)]
    [InlineData(Connectivity.Connected, SubscriptionState.Expired, CloudPolicySetting.Strict, false, false, true, true, false)]
    [InlineData(Connectivity.Connected, SubscriptionState.Deprovisioned, CloudPolicySetting.Strict, false, false, false, false, true)]
    [InlineData(Connectivity.Interrupted, SubscriptionState.Active, CloudPolicySetting.Strict, true, true, true, true, false)]
    [InlineData(Connectivity.Interrupted, SubscriptionState.Expired, CloudPolicySetting.Strict, false, false, true, true, false)]
    [InlineData(Connectivity.Interrupted, SubscriptionState.Deprovisioned, CloudPolicySetting.Strict, false, false, false, false, true)]
    [InlineData(Connectivity.Lost, SubscriptionState.Active, CloudPolicySetting.Strict, false, false, true, true, false)]
    [InlineData(Connectivity.Lost, SubscriptionState.Expired, CloudPolicySetting.Strict, false, false, true, true, false)]
    [InlineData(Connectivity.Lost, SubscriptionState.Deprovisioned, CloudPolicySetting.Strict, false, false, false, false, true)]
    [InlineData(Connectivity.Connected, SubscriptionState.Active, CloudPolicySetting.DiskContinues, true, true, true, true, false)]
    [InlineData(Connectivity.Connected, SubscriptionState.Expired, CloudPolicySetting.DiskContinues, false, true, true, true, false)]
    [InlineData(Connectivity.Connected, SubscriptionState.Deprovisioned, CloudPolicySetting.DiskContinues, false, true, false, true, true)]
    [InlineData(Connectivity.Interrupted, SubscriptionState.Active, CloudPolicySetting.DiskContinues, true, true, true, true, false)]
    [InlineData(Connectivity.Interrupted, SubscriptionState.Expired, CloudPolicySetting.DiskContinues, false, true, true, true, false)]
    [InlineData(Connectivity.Interrupted, SubscriptionState.Deprovisioned, CloudPolicySetting.DiskContinues, false, true, false, true, true)]
    [InlineData(Connectivity.Lost, SubscriptionState.Active, CloudPolicySetting.DiskContinues, false, true, true, true, false)]
    [InlineData(Connectivity.Lost, SubscriptionState.Expired, CloudPolicySetting.DiskContinues, false, true, true, true, false)]
    [InlineData(Connectivity.Lost, SubscriptionState.Deprovisioned, CloudPolicySetting.DiskContinues, false, true, false, true, true)]
    public void Decide_EachCell_IsTheTable(
        Connectivity connectivity, SubscriptionState subscription, CloudPolicySetting setting, bool backupToCloud, bool backupToDisk, bool restoreFromCloud,
        bool restoreFromDisk, bool deleteCloudPoints) =>
        Assert.Equal(
            new Permissions(backupToCloud, backupToDisk, restoreFromCloud, restoreFromDisk, deleteCloudPoints), CloudPolicy.Decide(connectivity, subscription, setting));

    [Fact]
    public void Decide_EveryCombination_HasAnAnswer()
    {
        foreach (var connectivity in Enum.GetValues<Connectivity>())
            foreach (var subscription in Enum.GetValues<SubscriptionState>())
                foreach (var setting in Enum.GetValues<CloudPolicySetting>())
                    Assert.Equal(subscription == SubscriptionState.Deprovisioned, CloudPolicy.Decide(connectivity, subscription, setting).DeleteCloudPoints);
    }
}
