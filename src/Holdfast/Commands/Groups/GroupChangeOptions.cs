using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Groups;

/// <summary>The options that change a group: the same for doing it and for asking what it would do.</summary>
internal sealed class GroupChangeOptions
{
    private readonly Option<string?> newName, online;
    private readonly Option<int?> retention, onlineRetention;
    private readonly Option<string[]> exclude, excludeExtension;
    private readonly PolicyOptions policy;

    internal GroupChangeOptions(Action<Option> add)
    {
        newName = new Option<string?>("--name") { Description = "New name (default: stays)", HelpName = "NAME" };
        retention = SharedOptions.RetentionDays();
        online = new Option<string?>("--online") { Description = "Whether its recovery points are sent to the vault (default: stays)", HelpName = "yes|no" };
        online.AcceptOnlyFromAmong("yes", "no");
        onlineRetention = SharedOptions.OnlineRetentionDays();
        exclude = GroupOptions.Exclude();
        excludeExtension = GroupOptions.ExcludeExtension();
        foreach (var option in (Option[])[newName, retention, online, onlineRetention, exclude, excludeExtension]) add(option);
        policy = new PolicyOptions(add);
    }

    /// <summary>True where any of them was given.</summary>
    internal bool Any(ParseResult input) =>
        policy.Any(input) || input.GetValue(newName) is not null || input.GetValue(online) is not null || input.GetValue(retention) is not null
        || input.GetValue(onlineRetention) is not null || GroupOptions.Given(input, exclude) is not null || GroupOptions.Given(input, excludeExtension) is not null;

    internal async Task<ModifyGroupRequest> Read(ParseResult input, Session session, string group) => new(
        input.GetValue(newName), input.GetValue(retention), input.GetValue(online) is { } answer ? answer == "yes" : null, input.GetValue(onlineRetention),
        GroupOptions.Given(input, exclude), GroupOptions.Given(input, excludeExtension),
        await policy.Read(input, async () => (await session.Client.Group(group, session.Stop)).Policy));
}
