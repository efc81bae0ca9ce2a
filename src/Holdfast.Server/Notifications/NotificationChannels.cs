using System.Diagnostics;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Notifications;

/// <summary>The ways by which notifications go out.</summary>
internal sealed class NotificationChannels(Settings settings, MailSender mail, WebhookSender webhook) : IDisposable
{
    internal bool IsAnyConfigured => MailOptions.IsConfigured(settings) || WebhookSender.IsConfigured(settings);

    internal Settings Settings => settings;

    /// <param name="delivery">The same when it is tried again.</param>
    /// <exception cref="Holdfast.Contracts.Errors.HoldfastException">It was not delivered.</exception>
    internal Task Send(string channel, string address, string delivery, IReadOnlyList<AlertNotice> notices, CancellationToken cancellation) => channel switch
    {
        NotificationRow.Mail => mail.Send(
            address, MailText.Subject(Environment.MachineName, notices), MailText.Plain(Environment.MachineName, notices), MailText.Html(Environment.MachineName, notices), cancellation),
        NotificationRow.Webhook => webhook.Send(delivery, notices, isTest: false, cancellation),
        _ => throw new UnreachableException($"No channel {channel}."),
    };

    internal Task TestMail(string to, CancellationToken cancellation)
    {
        var server = Environment.MachineName;
        return mail.Send(
            to, $"[Holdfast {server}] Test", $"This is a test of Holdfast on {server}. Mail arrives.\n",
            $"<!DOCTYPE html><html lang=\"en\"><body><p>This is a test of Holdfast on {System.Net.WebUtility.HtmlEncode(server)}. Mail arrives.</p></body></html>", cancellation);
    }

    internal Task TestWebhook(CancellationToken cancellation) => webhook.Send(Guid.CreateVersion7().ToString("N"), [], isTest: true, cancellation);

    public void Dispose() => webhook.Dispose();
}
