namespace Holdfast.Contracts.Api.Notifications;

/// <param name="MailServer">Null: no mail is sent.</param>
/// <param name="Webhook">Host of the webhook; null: there is none.</param>
/// <param name="Pending">Notifications that are still to be sent.</param>
/// <param name="LastError">Why the oldest of them was not delivered yet.</param>
public sealed record SubscriptionList(IReadOnlyList<SubscriptionInfo> Subscriptions, string? MailServer, string? Webhook, long Pending, string? LastError);
