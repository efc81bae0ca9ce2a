namespace Holdfast.Contracts.Api.Notifications;

/// <summary>Who is told of alerts.</summary>
public sealed class NotificationClient
{
    private readonly ApiTransport api;

    internal NotificationClient(ApiTransport api) => this.api = api;

    public Task<SubscriptionList> List(CancellationToken cancellation = default) =>
        api.Get("notifications", NotificationApiJson.Default.SubscriptionList, cancellation);

    public Task<SubscriptionInfo> Subscribe(SubscribeRequest request, CancellationToken cancellation = default) =>
        api.Post("notifications", request, NotificationApiJson.Default.SubscribeRequest, NotificationApiJson.Default.SubscriptionInfo, cancellation);

    public Task<Acknowledgement> Remove(string id, CancellationToken cancellation = default) =>
        api.Delete("notifications/" + Uri.EscapeDataString(id), ApiJson.Default.Acknowledgement, cancellation);

    /// <summary>Sends a test mail now, and says what went wrong.</summary>
    public Task<Acknowledgement> TestMail(string to, CancellationToken cancellation = default) =>
        api.Post("notifications/test-mail", new TestMailRequest(to), NotificationApiJson.Default.TestMailRequest, ApiJson.Default.Acknowledgement, cancellation);

    /// <summary>Calls the webhook now, and says what went wrong.</summary>
    public Task<Acknowledgement> TestWebhook(CancellationToken cancellation = default) =>
        api.Post("notifications/test-webhook", ApiJson.Default.Acknowledgement, cancellation);
}
