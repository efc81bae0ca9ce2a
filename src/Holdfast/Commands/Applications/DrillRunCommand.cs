using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Output;

namespace Holdfast.Commands.Applications;

/// <summary>Proves a recovery point.</summary>
internal sealed class DrillRunCommand : HoldfastCommand
{
    private readonly Argument<string> source;
    private readonly Option<string> at;
    private readonly Option<bool> online, wait;

    internal DrillRunCommand() : base("drill", "Proves a recovery point of an application by recovering it as far as this computer allows, and measures how long that takes.")
    {
        source = Takes(SharedOptions.Source());
        at = With(SharedOptions.At());
        online = With(SharedOptions.Online("From the copy in the vault (default: from disk)"));
        wait = With(SharedOptions.Wait());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var request = new DrillRequest(Names.Source(input.GetValue(source)!), Names.Point(input.GetValue(at)!), input.GetValue(online));
        return await JobFollower.Finish(session, await session.Client.Applications.Drill(request, session.Stop), input.GetValue(wait));
    }
}
