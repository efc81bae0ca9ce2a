using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Notifications;
using Holdfast.Server.Catalog;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Notifications;

/// <summary>GET notifications, POST notifications, DELETE notifications/{id}, POST notifications/test-mail, POST notifications/test-webhook.</summary>
internal sealed class NotificationRoutes(Subscriptions subscriptions, NotificationChannels channels, NotificationTable pending)
{
    internal void Map(ApiRouter routes)
    {
        routes.Get("notifications", NotificationApiJson.Default.SubscriptionList, _ => List());
        routes.Post("notifications", NotificationApiJson.Default.SubscribeRequest, NotificationApiJson.Default.SubscriptionInfo, (request, _) => subscriptions.Add(request));
        routes.Delete("notifications/{id}", ApiJson.Default.Acknowledgement, call =>
        {
            subscriptions.Remove(call.Route("id"));
            return new Acknowledgement(true);
        });
        routes.Post("notifications/test-mail", NotificationApiJson.Default.TestMailRequest, ApiJson.Default.Acknowledgement, (request, call) =>
            Done(channels.TestMail(request.To, call.Aborted)));
        routes.Post("notifications/test-webhook", ApiJson.Default.Acknowledgement, call => Done(channels.TestWebhook(call.Aborted)));
    }

    private SubscriptionList List()
    {
        var webhook = channels.Settings.Get(NotificationSettings.WebhookUrl) is { } url ? new Uri(url).Host : null;
        var lastError = pending.Pending().FirstOrDefault(row => row.LastError is not null)?.LastError;
        return new SubscriptionList(subscriptions.List(), channels.Settings.Get(NotificationSettings.SmtpHost), webhook, pending.Count(), lastError);
    }

    // Handlers run on the request's own thread; the caller wants to know how it ended.
    private static Acknowledgement Done(Task sending)
    {
        sending.GetAwaiter().GetResult();
        return new Acknowledgement(true);
    }
}
