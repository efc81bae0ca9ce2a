using System.CommandLine;
using Holdfast.CommandLine;

namespace Holdfast.Commands.Groups;

/// <summary>Changes a protection group.</summary>
internal sealed class GroupModifyCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly GroupChangeOptions change;
    private readonly Option<string?> pin, vaultPin;

    internal GroupModifyCommand() : base("modify", "Changes a protection group; what is not named stays as it is. `holdfast group show --what-if` with the same options tells before what would be lost.")
    {
        name = Takes(GroupOptions.Name());
        change = new GroupChangeOptions(option => With(option));
        pin = With(SharedOptions.Pin());
        vaultPin = With(SharedOptions.VaultPin());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        session.UseVaultPin(input.GetValue(vaultPin));
        var group = input.GetValue(name)!;
        return GroupText.Show(session, await session.Client.ModifyGroup(group, await change.Read(input, session, group), session.Stop));
    }
}
