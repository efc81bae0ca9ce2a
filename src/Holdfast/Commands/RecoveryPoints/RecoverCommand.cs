using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Commands.Applications;
using Holdfast.Output;

namespace Holdfast.Commands.RecoveryPoints;

/// <summary>Recovers items.</summary>
internal sealed class RecoverCommand : HoldfastCommand
{
    private readonly Argument<string> source;
    private readonly Option<string> at;
    private readonly Option<bool> online, wait;
    private readonly RecoverOptions options;

    internal RecoverCommand() : base("recover", "Recovers items of a recovery point to another folder or to where they were.")
    {
        source = Takes(SharedOptions.Source());
        at = With(SharedOptions.At());
        options = new RecoverOptions(option => With(option), this);
        online = With(SharedOptions.Online("From the copy in the vault (default: from disk)"));
        wait = With(SharedOptions.Wait());
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        var (name, point) = (Names.Source(input.GetValue(source)!), Names.Point(input.GetValue(at)!));
        if (options.IsForecast(input)) return ForecastText.Show(session, options.Forecast(input, name, point) with { Online = input.GetValue(online) });
        var request = options.Request(input, name, point) with { Online = input.GetValue(online) };
        if (options.IsPlan(input)) return PlanText.Show(session, request);
        return JobFollower.Finish(session, session.Jobs.Recover(request, session.Stop), input.GetValue(wait));
    }
}
