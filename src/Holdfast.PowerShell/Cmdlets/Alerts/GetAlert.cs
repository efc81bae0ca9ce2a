using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Alerts;

[Cmdlet(VerbsCommon.Get, "DPMAlert"), OutputType(typeof(Alert))]
[Alias("Get-Alert", "Get-HoldfastAlert")]
[Help("Gets the alerts of a server, newest first.", Example = "Get-DPMAlert | Where-Object Severity -eq Critical")]
public sealed class GetAlert : ServerCmdlet
{
    [Parameter(HelpMessage = "Resolved alerts as well.")]
    [Alias("IncludeAlerts")]
    public SwitchParameter IncludeInactiveAlerts { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: the answer comes at once.")]
    public SwitchParameter Async { get; set; }

    protected override void Run()
    {
        var server = Server;
        foreach (var alert in Wait(server.Client.Alerts(IncludeInactiveAlerts, Stop)).Alerts) WriteObject(new Alert(server, alert));
    }
}
