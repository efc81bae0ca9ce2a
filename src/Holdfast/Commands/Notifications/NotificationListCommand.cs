using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Notifications;
using Holdfast.Output;

namespace Holdfast.Commands.Notifications;

/// <summary>Who is told of alerts.</summary>
internal sealed class NotificationListCommand() : HoldfastCommand("list", "Lists who gets mail about which alerts, and what is still to be sent.")
{
    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Notifications.List(session.Stop);
        var table = new TextTable("ID", "ADDRESS", "SEVERITIES", "TYPES", "GROUPS", "SINCE");
        foreach (var subscription in found.Subscriptions)
            table.Add(subscription.Id, subscription.Address, string.Join(",", subscription.Severities), All(subscription.Types), All(subscription.Groups), Quantity.Time(subscription.Created));
        session.Result.ShowTable(found, NotificationApiJson.Default.SubscriptionList, "There are no subscriptions.", table);
        Console.Error.WriteLine($"mail server: {found.MailServer ?? "none"}; webhook: {found.Webhook ?? "none"}; still to be sent: {found.Pending}{(found.LastError is { } error ? $" ({error})" : "")}");
        return ExitCode.Done;
    }

    private static string All(IReadOnlyList<string> names) => names.Count == 0 ? "all" : string.Join(",", names);
}
