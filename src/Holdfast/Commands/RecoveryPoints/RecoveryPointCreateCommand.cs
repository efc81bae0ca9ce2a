using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.RecoveryPoints;

/// <summary>Creates recovery points.</summary>
internal sealed class RecoveryPointCreateCommand : HoldfastCommand
{
    private readonly Argument<string?> source;
    private readonly Option<string?> group;
    private readonly Option<bool> online, expressFull, wait;

    internal RecoveryPointCreateCommand() : base("create", "Creates a recovery point of a datasource, or of all of a group.")
    {
        source = Takes(SharedOptions.OptionalSource());
        group = With(SharedOptions.Group());
        online = With(SharedOptions.Online("Sends it to the vault as well (default: as the group says)"));
        expressFull = With(new Option<bool>("--express-full") { Description = "Express full; for files the same as without, since every point is full (default: off)" });
        wait = With(SharedOptions.Wait());
        this.RequiresOneOf(source, group);
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        var request = new CreateRecoveryPointRequest(
            Names.OptionalSource(input.GetValue(source)), input.GetValue(group), input.GetValue(online) ? true : null, input.GetValue(expressFull));
        var started = session.Jobs.CreateRecoveryPoint(request, session.Stop);
        return JobFollower.Finish(session, started, input.GetValue(wait));
    }
}
