using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Recovery;

[Cmdlet(VerbsData.Dismount, "DPMRecoveryPoint", SupportsShouldProcess = true), OutputType(typeof(MountedRecoveryPoint))]
[Alias("Dismount-RecoveryPoint", "Dismount-HoldfastRecoveryPoint")]
[Help("Ends what Mount-DPMRecoveryPoint began, for all of its clients.", Example = "Dismount-DPMRecoveryPoint -RecoveryPoint $point")]
public sealed class DismountRecoveryPoint : MountCmdlet
{
    protected override void Run()
    {
        var exports = RecoveryPoint.Server.Client.Exports;
        var found = Wait(exports.List(Stop)).Exports.Where(export => export.RecoveryPoint == RecoveryPoint.RecoveryPointId).ToList();
        if (found.Count == 0) WriteWarning($"No disk of {RecoveryPoint} is given out.");
        foreach (var export in found)
        {
            if (!ShouldProcess($"{RecoveryPoint}: {export.Disk}", "End giving it out")) continue;
            WriteObject(new MountedRecoveryPoint(RecoveryPoint.Server, Wait(exports.Stop(export.Id, Stop)), null));
        }
    }
}
