using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Output;

namespace Holdfast.Commands.Protection;

/// <summary>Makes a first replica from a folder that was copied by hand.</summary>
internal sealed class SourceSeedCommand : HoldfastCommand
{
    private readonly Argument<string> source, folder;
    private readonly Option<bool> wait;

    internal SourceSeedCommand() : base("seed", "Reads a folder that was copied from the production server as the first replica, then compares it with the production server and makes the first recovery point.")
    {
        source = Takes(SharedOptions.Source());
        folder = Takes(new Argument<string>("FOLDER") { Description = "Folder on the backup server that holds the copy; it is only read, and not needed afterwards" });
        wait = With(SharedOptions.Wait());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var request = new SeedRequest(Names.Source(input.GetValue(source)!), Names.Absolute(input.GetValue(folder)!));
        return await JobFollower.Finish(session, await session.Client.Policies.Seed(request, session.Stop), input.GetValue(wait));
    }
}
