using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Output;

namespace Holdfast.Commands.Jobs;

/// <summary>Tries the failed items of a recovery again.</summary>
internal sealed class JobRetryCommand : HoldfastCommand
{
    private readonly Argument<string> id;
    private readonly Option<bool> wait;

    internal JobRetryCommand() : base("retry", "Starts a recovery of only the items that failed in one that has ended.")
    {
        id = Takes(SharedOptions.Id("Recovery job (`holdfast job list`)"));
        wait = With(SharedOptions.Wait());
    }

    protected override async Task<int> Run(ParseResult input, Session session) =>
        await JobFollower.Finish(session, await session.Client.Recovery.Retry(input.GetValue(id)!, session.Stop), input.GetValue(wait));
}
