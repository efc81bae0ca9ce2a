using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Groups;

/// <summary>Changes a protection group.</summary>
internal sealed class GroupModifyCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<string?> newName, online, pin;
    private readonly Option<int?> retention, onlineRetention;
    private readonly Option<string[]> exclude, excludeExtension;

    internal GroupModifyCommand() : base("modify", "Changes a protection group; what is not named stays as it is.")
    {
        name = Takes(GroupOptions.Name());
        newName = With(new Option<string?>("--name") { Description = "New name (default: stays)", HelpName = "NAME" });
        retention = With(SharedOptions.RetentionDays());
        pin = With(SharedOptions.Pin());
        online = With(new Option<string?>("--online") { Description = "Whether its recovery points are sent to the vault (default: stays)", HelpName = "yes|no" });
        online.AcceptOnlyFromAmong("yes", "no");
        onlineRetention = With(SharedOptions.OnlineRetentionDays());
        exclude = With(new Option<string[]>("--exclude") { Description = "Leaves out what matches, in every member; may be repeated, \"\" ends all exclusions (default: stays)", HelpName = "GLOB" });
        excludeExtension = With(new Option<string[]>("--exclude-extension")
        {
            Description = "Leaves out files with this extension, in every member; may be repeated, \"\" ends all (default: stays)", HelpName = "EXT",
        });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        var request = new ModifyGroupRequest(
            input.GetValue(newName), input.GetValue(retention), input.GetValue(online) is { } answer ? answer == "yes" : null, input.GetValue(onlineRetention),
            Given(input, exclude), Given(input, excludeExtension));
        return GroupText.Show(session, await session.Client.ModifyGroup(input.GetValue(name)!, request, session.Stop));
    }

    private static string[]? Given(ParseResult input, Option<string[]> option) =>
        input.GetValue(option) is { Length: > 0 } values ? [.. values.Where(value => value.Length > 0)] : null;
}
