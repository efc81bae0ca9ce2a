using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Configuration;

[Cmdlet(VerbsCommon.Set, "DPMMaintenanceJobStartTime", SupportsShouldProcess = true)]
[Alias("Set-MaintenanceJobStartTime", "Set-HoldfastMaintenanceJobStartTime")]
[Help("Refused with an explanation: the server looks after itself without a schedule.", Example = "Set-DPMMaintenanceJobStartTime -MaintenanceJob CatalogPruning -StartTime 05:00", ExampleRemarks = "Tells what takes its place.")]
public sealed class SetMaintenanceJobStartTime : MaintenanceCmdlet
{
    [Parameter(Position = 2, HelpMessage = "When it would run.")]
    public DateTime? StartTime { get; set; }

    [Parameter(HelpMessage = "It would not run any more.")]
    public SwitchParameter Remove { get; set; }

    protected override void Run() => throw Automatic();
}
