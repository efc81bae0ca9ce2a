using System.CommandLine;
using System.Globalization;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Alerts;

/// <summary>Shows one alert.</summary>
internal sealed class AlertShowCommand : HoldfastCommand
{
    private readonly Argument<string> id;

    internal AlertShowCommand() : base("show", "Shows an alert: what happened, why, what to do, and the command that does it.") =>
        id = Takes(SharedOptions.Id("Alert (`holdfast alert list`)"));

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var alert = await session.Client.Alert(input.GetValue(id)!, session.Stop);
        session.Result.Show(alert, ApiJson.Default.AlertInfo, text => Write(text, alert));
        return ExitCode.Done;
    }

    private static void Write(TextWriter text, AlertInfo alert)
    {
        text.WriteLine($"{alert.Severity} alert {((int)alert.Code).ToString(CultureInfo.InvariantCulture)}, {alert.State}: {alert.Title}");
        Line("what happened", alert.Message);
        Line("cause", alert.Cause);
        Line("what to do", alert.Remedy);
        Line("recommended", alert.Action);
        Line("command", alert.Command);
        Line("type", alert.Type);
        Line("subject", alert.Subject);
        if (alert.Server is { } server) Line("server", server);
        if (alert.Group is { } group) Line("group", group);
        Line("since", Quantity.Time(alert.Created));
        Line("last seen", Quantity.Time(alert.LastSeen));
        if (alert.Resolved is { } resolved) Line("resolved", Quantity.Time(resolved));

        void Line(string name, string value) => text.WriteLine($"  {name,-13} {value}");
    }
}
