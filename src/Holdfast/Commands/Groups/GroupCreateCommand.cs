using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Groups;

/// <summary>Makes a protection group.</summary>
internal sealed class GroupCreateCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<bool> online;
    private readonly Option<int?> retention, onlineRetention;

    internal GroupCreateCommand() : base("create", "Makes a protection group without members; `holdfast protect PATH --group NAME` adds them.")
    {
        name = Takes(new Argument<string>("NAME") { Description = "Name of the new protection group" });
        retention = With(SharedOptions.RetentionDays());
        online = With(SharedOptions.Online("Its recovery points are sent to the vault as well (default: disk only)"));
        onlineRetention = With(SharedOptions.OnlineRetentionDays());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var request = new CreateGroupRequest(input.GetValue(name)!, input.GetValue(retention), input.GetValue(online), input.GetValue(onlineRetention));
        return GroupText.Show(session, await session.Client.CreateGroup(request, session.Stop));
    }
}
