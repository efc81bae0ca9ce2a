using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Roles;

[Cmdlet(VerbsCommon.Add, "DPMRecoveryTarget")]
[Alias("Add-HoldfastRecoveryTarget")]
[Help("Gives a role its recovery target; every role has the unrestricted one already.", Example = "Add-DPMRecoveryTarget -DpmRole $role -RecoveryTargets (New-DPMRecoveryTarget -Unrestricted)")]
public sealed class AddRecoveryTarget : RoleCmdlet
{
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "Targets of New-DPMRecoveryTarget: all of them are unrestricted, as the role is.")]
    public RecoveryTarget[] RecoveryTargets { get; set; } = [];

    protected override void Run() => WriteVerbose($"{DpmRole} may recover to every production server.");
}
