using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Notifications;

/// <summary>Ends a subscription.</summary>
internal sealed class NotificationRemoveCommand : HoldfastCommand
{
    private readonly Argument<string> id;

    internal NotificationRemoveCommand() : base("remove", "Ends a subscription; what is still to be sent to it is dropped.") =>
        id = Takes(SharedOptions.Id("Subscription (`holdfast notification list`)"));

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var done = await session.Client.Notifications.Remove(input.GetValue(id)!, session.Stop);
        session.Result.Show(done, ApiJson.Default.Acknowledgement, text => text.WriteLine("The subscription is removed."));
        return ExitCode.Done;
    }
}
