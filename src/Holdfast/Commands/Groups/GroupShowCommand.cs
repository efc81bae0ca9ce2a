using System.CommandLine;
using Holdfast.CommandLine;

namespace Holdfast.Commands.Groups;

/// <summary>Shows a protection group.</summary>
internal sealed class GroupShowCommand : HoldfastCommand
{
    private readonly Argument<string> name;

    internal GroupShowCommand() : base("show", "Shows a protection group with its members.") => name = Takes(GroupOptions.Name());

    protected override async Task<int> Run(ParseResult input, Session session) =>
        GroupText.Show(session, await session.Client.Group(input.GetValue(name)!, session.Stop));
}
