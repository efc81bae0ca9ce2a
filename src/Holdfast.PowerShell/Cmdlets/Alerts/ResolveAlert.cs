using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Alerts;

[Cmdlet(VerbsDiagnostic.Resolve, "DPMAlert", SupportsShouldProcess = true), OutputType(typeof(Alert))]
[Alias("Resolve-HoldfastAlert")]
[Help("Ends alerts.", Description = "One whose cause is still there comes back.", Example = "Get-DPMAlert | Where-Object AlertType -eq recoverySuccessful | Resolve-DPMAlert")]
public sealed class ResolveAlert : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The alerts.")]
    public Alert[] Alert { get; set; } = [];

    protected override object? Subject => Alert.Length == 1 ? Alert[0] : null;

    protected override void Run()
    {
        foreach (var alert in Alert)
            if (ShouldProcess(alert.ToString(), "Resolve the alert")) Guard(() => WriteObject(new Alert(alert.Server, Wait(alert.Server.Client.ResolveAlert(alert.AlertId, Stop)))));
    }
}
