using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Configuration;

[Cmdlet(VerbsCommon.Get, "DPMMaintenanceJobStartTime")]
[Alias("Get-MaintenanceJobStartTime", "Get-HoldfastMaintenanceJobStartTime")]
[Help("Refused with an explanation: the server looks after itself without a schedule.", Example = "Get-DPMMaintenanceJobStartTime -MaintenanceJob CatalogPruning", ExampleRemarks = "Tells what takes its place.")]
public sealed class GetMaintenanceJobStartTime : MaintenanceCmdlet
{
    protected override void Run() => throw Automatic();
}
