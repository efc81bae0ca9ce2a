using System.CommandLine;
using Holdfast.CommandLine;

namespace Holdfast.Commands.Groups;

/// <summary>Looks for new contents of a group's containers.</summary>
internal sealed class GroupDiscoverCommand : HoldfastCommand
{
    private readonly Argument<string> name;

    internal GroupDiscoverCommand() : base("discover", "Looks into the containers of a group (--auto-protect) now; what is new becomes a member. The server does so daily.") =>
        name = Takes(GroupOptions.Name());

    protected override async Task<int> Run(ParseResult input, Session session) =>
        GroupText.Show(session, await session.Client.Policies.Discover(input.GetValue(name)!, session.Stop));
}
