using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Notifications;

/// <summary>Calls the webhook.</summary>
internal sealed class NotificationTestWebhookCommand() : HoldfastCommand("test-webhook", "Calls the webhook now without an alert, and says what went wrong.")
{
    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var done = await session.Client.Notifications.TestWebhook(session.Stop);
        session.Result.Show(done, ApiJson.Default.Acknowledgement, text => text.WriteLine("The webhook has answered with success."));
        return ExitCode.Done;
    }
}
