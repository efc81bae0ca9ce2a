using Holdfast.Protection.Cloud;

namespace Holdfast.Protection.Tests.Cloud;

public sealed class TransitionTests
{
    private static readonly CloudSituation normal = new(Connectivity.Connected, SubscriptionState.Active);

    [Fact]
    public void Between_LostAndConnected_ResumesEverything() =>
        Assert.Equal(new TransitionOutcome(true, false, true, true), Transition.Between(new CloudSituation(Connectivity.Lost, SubscriptionState.Active), normal, deleted: false));

    [Fact]
    public void Between_ExpiredAndActive_ResumesWithoutReplay() =>
        Assert.Equal(new TransitionOutcome(true, false, true, true), Transition.Between(normal with { Subscription = SubscriptionState.Expired }, normal, deleted: false));

    [Fact]
    public void Between_DeprovisionedAndActive_CloudPointsAreGoneAndDiskPointsUsable() =>
        Assert.Equal(new TransitionOutcome(true, false, false, true), Transition.Between(normal with { Subscription = SubscriptionState.Deprovisioned }, normal, deleted: true));

    [Fact]
    public void Between_DeprovisionedAndActiveBeforeAnythingWasDeleted_CloudPointsRemain() =>
        Assert.True(Transition.Between(normal with { Subscription = SubscriptionState.Deprovisioned }, normal, deleted: false).CloudPointsRemain);

    [Fact]
    public void Between_ShortInterruption_HeldNothingBack() =>
        Assert.False(Transition.Between(normal with { Connectivity = Connectivity.Interrupted }, normal, deleted: false).Resumes);

    [Fact]
    public void Between_ContactWithAnExpiredSubscription_DoesNotResume() =>
        Assert.False(Transition.Between(new CloudSituation(Connectivity.Lost, SubscriptionState.Active), normal with { Subscription = SubscriptionState.Expired }, deleted: false).Resumes);
}
