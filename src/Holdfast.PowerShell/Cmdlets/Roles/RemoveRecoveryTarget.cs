using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Roles;

[Cmdlet(VerbsCommon.Remove, "DPMRecoveryTarget")]
[Alias("Remove-HoldfastRecoveryTarget")]
[Help("Recovery targets are not restricted, so there is none to remove: this says what to do.", Example = "Remove-DPMRecoveryTarget -DpmRole $role -All")]
public sealed class RemoveRecoveryTarget : RoleCmdlet
{
    [Parameter(Position = 1, HelpMessage = "Not supported: targets are not restricted.")]
    public object[] RecoveryTargets { get; set; } = [];

    [Parameter(HelpMessage = "Not supported: targets are not restricted.")]
    public string? Type { get; set; }

    [Parameter(HelpMessage = "Not supported: targets are not restricted.")]
    public SwitchParameter All { get; set; }

    protected override void Run() => throw NotKept("Removing recovery targets", "Everybody who may recover may recover to every production server; who must not, must not have the role.");
}
