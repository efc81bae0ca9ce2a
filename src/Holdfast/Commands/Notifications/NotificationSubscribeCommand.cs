using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Notifications;

namespace Holdfast.Commands.Notifications;

/// <summary>Sends mail about alerts to an address.</summary>
internal sealed class NotificationSubscribeCommand : HoldfastCommand
{
    private readonly Argument<string> address;
    private readonly Option<string?> severity, type;
    private readonly Option<string[]> group;

    internal NotificationSubscribeCommand() : base("subscribe", "Sends mail to an address when alerts are raised and when they are resolved.")
    {
        address = Takes(new Argument<string>("ADDRESS") { Description = "Mail address" });
        severity = With(new Option<string?>("--severity") { Description = "Alerts of these severities, separated by commas: critical, warning, informational (default: critical,warning)", HelpName = "SEVERITY" });
        type = With(new Option<string?>("--type") { Description = "Only alerts of these types, separated by commas, such as diskMissing (default: all)", HelpName = "TYPE" });
        group = With(new Option<string[]>("--group") { Description = "Only alerts about this protection group; may be repeated (default: all alerts)", HelpName = "NAME", DefaultValueFactory = _ => [] });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var request = new SubscribeRequest(input.GetValue(address)!, Parts(input.GetValue(severity)), Parts(input.GetValue(type)), input.GetValue(group));
        var made = await session.Client.Notifications.Subscribe(request, session.Stop);
        session.Result.Show(made, NotificationApiJson.Default.SubscriptionInfo, text => text.WriteLine($"{made.Address} is told of {string.Join(", ", made.Severities)} alerts. Id {made.Id}"));
        return ExitCode.Done;
    }

    private static string[]? Parts(string? list) => list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
