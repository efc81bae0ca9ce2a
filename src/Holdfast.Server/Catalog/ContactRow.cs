using Holdfast.Protection.Cloud;

namespace Holdfast.Server.Catalog;

/// <summary>What is remembered of the vault for the time in which it does not answer.</summary>
/// <param name="LastContact">By the highest time that is believed.</param>
/// <param name="PointsDeleted">How many points were deleted from the vault since the subscription is deprovisioned.</param>
internal sealed record ContactRow(string VaultId, DateTimeOffset LastContact, SubscriptionState Subscription, long PointsDeleted);
