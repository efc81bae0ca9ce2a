using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Groups;

/// <summary>Deletes an empty protection group.</summary>
internal sealed class GroupDeleteCommand : HoldfastCommand
{
    private readonly Argument<string> name;

    internal GroupDeleteCommand() : base("delete", "Deletes a protection group that has no members any more.") => name = Takes(GroupOptions.Name());

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var group = input.GetValue(name)!;
        var done = await session.Client.DeleteGroup(group, session.Stop);
        session.Result.Show(done, ApiJson.Default.Acknowledgement, text => text.WriteLine($"Protection group {group} is deleted."));
        return ExitCode.Done;
    }
}
