using System.CommandLine;
using Holdfast.CommandLine;

namespace Holdfast.Commands.Groups;

/// <summary>Changes a protection group.</summary>
internal sealed class GroupModifyCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly GroupChangeOptions change;

    internal GroupModifyCommand() : base("modify", "Changes a protection group; what is not named stays as it is. `holdfast group show --what-if` with the same options tells before what would be lost.")
    {
        name = Takes(GroupOptions.Name());
        change = new GroupChangeOptions(option => With(option));
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var group = input.GetValue(name)!;
        return GroupText.Show(session, await session.Client.ModifyGroup(group, await change.Read(input, session, group), session.Stop));
    }
}
