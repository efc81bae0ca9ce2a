using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Recovery;

[Cmdlet(VerbsCommon.Get, "DPMRecoveryPointLocation"), OutputType(typeof(RecoveryPointLocation))]
[Alias("Get-RecoveryPointLocation", "Get-HoldfastRecoveryPointLocation")]
[Help("Tells where a recovery point lies, on disk and in the vault, and for how long.", Example = "Get-DPMRecoveryPointLocation -RecoveryPoint $point")]
public sealed class GetRecoveryPointLocation : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The recovery points.")]
    public RecoveryPoint[] RecoveryPoint { get; set; } = [];

    protected override void Run()
    {
        foreach (var point in RecoveryPoint)
        {
            if (point.Point.Disk) WriteObject(new RecoveryPointLocation(point, online: false));
            if (point.Point.Online) WriteObject(new RecoveryPointLocation(point, online: true));
        }
    }
}
