using Holdfast.Contracts.Api.Notifications;
using Holdfast.Contracts.Errors;

namespace Holdfast.Console.Pages.Settings;

public sealed partial class NotificationsPage
{
    private static readonly string[] severities = ["critical", "warning", "informational"];
    private readonly HashSet<string> chosen = ["critical", "warning"], groups = [];
    private IReadOnlyList<string> groupNames = [];
    private SubscriptionList? list;
    private string address = "", testAddress = "";

    protected override IReadOnlyCollection<string> Topics => ["alerts", "groups"];

    protected override async Task Load()
    {
        list = await Session.Api.Notifications.List(Leaving);
        groupNames = [.. (await Session.Api.Insight.AllGroups(Leaving)).Select(group => group.Name).Order(StringComparer.OrdinalIgnoreCase)];
    }

    private string Severity(string severity) => severity switch { "critical" => T["Critical"], "warning" => T["Warning"], "informational" => T["Informational"], _ => severity };

    private static void Toggle(HashSet<string> set, string one)
    {
        if (!set.Remove(one)) set.Add(one);
    }

    private Task TestMail() => Attempt(() => Session.Api.Notifications.TestMail(testAddress.Trim(), Leaving), T["The mail server took a test mail for {0}.", testAddress.Trim()]);

    private Task TestWebhook() => Attempt(() => Session.Api.Notifications.TestWebhook(Leaving), T["The webhook answered."]);

    private async Task Subscribe()
    {
        var request = new SubscribeRequest(address.Trim(), [.. severities.Where(chosen.Contains)], null, groups.Count == 0 ? null : [.. groups]);
        if (!await Attempt(() => Session.Api.Notifications.Subscribe(request, Leaving), T["{0} gets mail about alerts from now on.", request.Address])) return;
        address = "";
        groups.Clear();
        await Reload();
    }

    private async Task Remove(SubscriptionInfo one)
    {
        var isDone = await Confirmations.Ask(
            T["Stop mail to {0}?", one.Address], [T["{0} is not told of alerts any more.", one.Address]], T["Stop"], _ => Session.Api.Notifications.Remove(one.Id));
        if (isDone) await Reload();
    }
}
