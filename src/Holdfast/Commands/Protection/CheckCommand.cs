using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Protection;

/// <summary>Consistency check against the production server.</summary>
internal sealed class CheckCommand : HoldfastCommand
{
    private readonly Argument<string?> source;
    private readonly Option<string?> group;
    private readonly Option<bool> wait;

    internal CheckCommand() : base("check", "Consistency check: reads every file of the production server again and corrects the replica, also where sizes and times did not change.")
    {
        source = Takes(SharedOptions.OptionalSource());
        group = With(SharedOptions.Group());
        wait = With(SharedOptions.Wait());
        this.RequiresOneOf(source, group);
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        var started = session.Jobs.Check(new RunRequest(Names.OptionalSource(input.GetValue(source)), input.GetValue(group)), session.Stop);
        return JobFollower.Finish(session, started, input.GetValue(wait));
    }
}
