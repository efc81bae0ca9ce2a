using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Recovery;

[Cmdlet(VerbsCommon.Remove, "DPMRecoveryPoint", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Remove-RecoveryPoint", "Remove-HoldfastRecoveryPoint")]
[Help("Deletes recovery points: their copies on disk, or, where they were asked for with -Online or lie only there, in the vault.",
    Example = "Get-DPMRecoveryPoint -Datasource 'Sales' | Where-Object BackupTime -lt (Get-Date).AddYears(-1) | Remove-DPMRecoveryPoint -Confirm:$false")]
public sealed class RemoveRecoveryPoint : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The recovery points.")]
    public RecoveryPoint[] RecoveryPoint { get; set; } = [];

    [Parameter(HelpMessage = "Taken for the sake of scripts: no recovery point needs another one.")]
    public SwitchParameter ForceDeletion { get; set; }

    protected override object? Subject => RecoveryPoint.Length == 1 ? RecoveryPoint[0] : null;

    protected override void Run()
    {
        foreach (var point in RecoveryPoint) Guard(() => Remove(point));
    }

    private void Remove(RecoveryPoint point)
    {
        if (point.ExternalServer is not null) throw NotKept("Deleting recovery points of another server", "Delete them at the server that made them.");
        if (!ShouldProcess(point.ToString(), point.Online ? "Delete the recovery point in the vault" : "Delete the recovery point on disk")) return;
        Wait(point.Server.Client.DeleteRecoveryPoint(point.RecoveryPointId, point.Online, Stop));
    }
}
