using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Protection;

/// <summary>Brings replicas up to date.</summary>
internal sealed class SyncCommand : HoldfastCommand
{
    private readonly Argument<string?> source;
    private readonly Option<string?> group;
    private readonly Option<bool> wait;

    internal SyncCommand() : base("sync", "Synchronizes a datasource, or all of a group, without making a recovery point.")
    {
        source = Takes(SharedOptions.OptionalSource());
        group = With(SharedOptions.Group());
        wait = With(SharedOptions.Wait());
        this.RequiresOneOf(source, group);
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        var started = session.Jobs.Synchronize(new RunRequest(Names.OptionalSource(input.GetValue(source)), input.GetValue(group)), session.Stop);
        return JobFollower.Finish(session, started, input.GetValue(wait));
    }
}
