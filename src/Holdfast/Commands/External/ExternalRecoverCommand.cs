using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Commands.Applications;
using Holdfast.Commands.RecoveryPoints;
using Holdfast.Output;

namespace Holdfast.Commands.External;

/// <summary>Recovers what another server has put into the vault.</summary>
internal sealed class ExternalRecoverCommand : HoldfastCommand
{
    private readonly Argument<string> server, source;
    private readonly Option<string> at;
    private readonly Option<bool> wait;
    private readonly RecoverOptions options;

    internal ExternalRecoverCommand() : base("recover", "Recovers items of another server's recovery point to this computer.")
    {
        server = Takes(ExternalOptions.Server());
        source = Takes(new Argument<string>("SOURCE") { Description = "Datasource of that server: its id, name, or path" });
        at = With(SharedOptions.At());
        options = new RecoverOptions(option => With(option), this);
        wait = With(SharedOptions.Wait());
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        // The path is one of the other server's: it stays as it was typed.
        var (name, point) = (input.GetValue(source)!, Names.Point(input.GetValue(at)!));
        if (options.IsForecast(input)) return ForecastText.Show(session, options.Forecast(input, name, point) with { Online = true, ExternalServer = input.GetValue(server)! });
        var request = options.Request(input, name, point) with { Online = true, ExternalServer = input.GetValue(server)! };
        if (options.IsPlan(input)) return PlanText.Show(session, request);
        return JobFollower.Finish(session, session.Jobs.Recover(request, session.Stop), input.GetValue(wait));
    }
}
