using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Alerts;

/// <summary>Resolves an alert by hand.</summary>
internal sealed class AlertResolveCommand : HoldfastCommand
{
    private readonly Argument<string> id;

    internal AlertResolveCommand() : base("resolve", "Marks an alert as resolved; it comes back when its cause is still there.") =>
        id = Takes(SharedOptions.Id("Alert (`holdfast alert list`)"));

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var alert = await session.Client.ResolveAlert(input.GetValue(id)!, session.Stop);
        session.Result.Show(alert, ApiJson.Default.AlertInfo, text => text.WriteLine($"Alert {alert.Id} is {alert.State}: {alert.Title}"));
        return ExitCode.Done;
    }
}
