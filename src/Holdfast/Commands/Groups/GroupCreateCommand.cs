using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Commands.Groups;

/// <summary>Makes a protection group.</summary>
internal sealed class GroupCreateCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<bool> online;
    private readonly Option<int?> retention, onlineRetention;
    private readonly Option<string[]> exclude, excludeExtension;
    private readonly Option<string?> vaultPin;
    private readonly PolicyOptions policy;

    internal GroupCreateCommand() : base("create", "Makes a protection group without members; `holdfast protect PATH --group NAME` adds them. There is no colocation to choose: all groups share the pool.")
    {
        name = Takes(new Argument<string>("NAME") { Description = "Name of the new protection group" });
        retention = With(SharedOptions.RetentionDays());
        online = With(SharedOptions.Online("Its recovery points are sent to the vault as well (default: disk only)"));
        onlineRetention = With(SharedOptions.OnlineRetentionDays());
        exclude = With(GroupOptions.Exclude());
        excludeExtension = With(GroupOptions.ExcludeExtension());
        policy = new PolicyOptions(option => With(option));
        vaultPin = With(SharedOptions.VaultPin());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.UseVaultPin(input.GetValue(vaultPin));
        var request = new CreateGroupRequest(
            input.GetValue(name)!, input.GetValue(retention), input.GetValue(online), input.GetValue(onlineRetention),
            await policy.Read(input, () => Task.FromResult(new PolicyInfo())), GroupOptions.Given(input, exclude), GroupOptions.Given(input, excludeExtension));
        return GroupText.Show(session, await session.Client.CreateGroup(request, session.Stop));
    }
}
