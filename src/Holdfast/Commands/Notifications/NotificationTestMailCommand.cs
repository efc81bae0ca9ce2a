using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Notifications;

/// <summary>Sends a test mail.</summary>
internal sealed class NotificationTestMailCommand : HoldfastCommand
{
    private readonly Argument<string> to;

    internal NotificationTestMailCommand() : base("test-mail", "Sends a test mail now, and says what went wrong.") =>
        to = Takes(new Argument<string>("TO") { Description = "Mail address" });

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var done = await session.Client.Notifications.TestMail(input.GetValue(to)!, session.Stop);
        session.Result.Show(done, ApiJson.Default.Acknowledgement, text => text.WriteLine("The mail server has taken the mail."));
        return ExitCode.Done;
    }
}
