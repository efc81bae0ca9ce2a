namespace Holdfast.Server.Notifications;

/// <summary>What a webhook is sent.</summary>
/// <param name="Delivery">Unique for a call; the same when a call is tried again.</param>
/// <param name="Source">Name of the backup server.</param>
internal sealed record WebhookBody(string Delivery, string Source, DateTimeOffset Sent, bool IsTest, IReadOnlyList<AlertNotice> Alerts);
