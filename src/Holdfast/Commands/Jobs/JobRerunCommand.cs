using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Output;

namespace Holdfast.Commands.Jobs;

/// <summary>Starts a new job that does the same as one that has ended.</summary>
internal sealed class JobRerunCommand : HoldfastCommand
{
    private readonly Argument<string> id;
    private readonly Option<bool> wait;

    internal JobRerunCommand() : base("rerun", "Starts a new job that does the same as one that has ended.")
    {
        id = Takes(SharedOptions.Id("Job (`holdfast job list`)"));
        wait = With(SharedOptions.Wait());
    }

    protected override async Task<int> Run(ParseResult input, Session session) =>
        await JobFollower.Finish(session, await session.Client.RerunJob(input.GetValue(id)!, session.Stop), input.GetValue(wait));
}
