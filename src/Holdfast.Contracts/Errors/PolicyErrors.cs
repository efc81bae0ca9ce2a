using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Groups, schedules, scripts, cloud policy, billing.</summary>
internal static class PolicyErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(SubscriptionDeprovisioned, "Subscription deprovisioned",
            "The vault's owner has deprovisioned the subscription: nothing is backed up or recovered, and the points in the vault are deleted. Points on disk are kept.",
            "Ask the vault's owner to make it active again (`holdfast vault state NAME active`). With the setting cloudPolicy disk-continues, disk goes on.", 403, 5),
        new(ContactLost, "Vault out of contact too long", "The vault has not been reached for more than 15 days, so backups have stopped. Recovery goes on.",
            "Bring the connection back (`holdfast cloud connection`). With the setting cloudPolicy disk-continues, backups to disk go on.", 403, 5),
        new(ContactCountdown, "Backups will stop", "The vault has not been reached for days; after more than 15 of them backups stop.",
            "Bring the connection back (`holdfast cloud connection`), or set cloudPolicy to disk-continues, so that backups to disk go on.", 403, 5),
        new(OnlinePointsDeleted, "Online recovery points deleted", "The subscription was deprovisioned, so the recovery points in the vault were deleted.",
            "Points on disk are still there within their retention. Resolve the alert when you have seen it.", 410, 1),
        new(PricesNotUsable, "Price list not usable", "The file of prices cannot be read, or holds what is no price.",
            "Correct DIR/prices.json; removed, it is made anew with the published prices.", 409, 1),
        new(ProxyNotUsable, "Proxy not usable", "The settings of the HTTP proxy contradict each other, or its credentials file cannot be used.",
            "Correct proxy and proxyCredentialsFile in settings.json; the file holds user and password on two lines and is readable by its owner alone.", 400, 1),
    ];
}
