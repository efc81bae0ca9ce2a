using Holdfast.Contracts.Errors;
using Holdfast.Protection.Cloud;

namespace Holdfast.Server.CloudPolicy;

/// <summary>What is said where the cloud policy does not let something happen.</summary>
internal static class CloudRefusal
{
    /// <param name="what">What is refused, at the beginning of a sentence.</param>
    internal static HoldfastException Of(CloudStanding standing, string what) => standing.Situation switch
    {
        { Subscription: SubscriptionState.Deprovisioned } => new HoldfastException(
            ErrorCode.SubscriptionDeprovisioned, $"{what} is stopped: the subscription of vault {standing.Vault} is deprovisioned."),
        { Subscription: SubscriptionState.Expired } => new HoldfastException(
            ErrorCode.SubscriptionExpired, $"{what} is stopped: the subscription of vault {standing.Vault} has expired.",
            "Have the vault's owner make it active again (`holdfast vault state NAME active`). With the setting cloudPolicy disk-continues, backups to disk go on."),
        _ => new HoldfastException(
            ErrorCode.ContactLost,
            $"{what} is stopped: the vault {standing.Vault} has been out of contact for {standing.DaysLost} days; {ConnectivityClock.DaysAllowed} are allowed."),
    };

    /// <summary>True for the codes that <see cref="Of"/> gives: nothing was tried, so nothing is broken.</summary>
    internal static bool IsOne(ErrorCode code) => code is ErrorCode.SubscriptionDeprovisioned or ErrorCode.SubscriptionExpired or ErrorCode.ContactLost;
}
