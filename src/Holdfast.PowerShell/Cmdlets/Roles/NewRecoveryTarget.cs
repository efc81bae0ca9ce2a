using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Roles;

[Cmdlet(VerbsCommon.New, "DPMRecoveryTarget"), OutputType(typeof(RecoveryTarget))]
[Alias("New-HoldfastRecoveryTarget")]
[Help("Makes the recovery target that all roles have: wherever they want.", Example = "New-DPMRecoveryTarget -Type SqlInstance -Unrestricted")]
public sealed class NewRecoveryTarget : HoldfastCmdlet
{
    [Parameter(Position = 0, HelpMessage = "Kind of the target, such as SqlInstance; it makes no difference.")]
    public string Type { get; set; } = "SqlInstance";

    [Parameter(HelpMessage = "Not supported: targets are not restricted.")]
    public string? RecoveryTarget { get; set; }

    [Parameter(HelpMessage = "Not supported: targets are not restricted.")]
    public string? RecoveredFilesPath { get; set; }

    [Parameter(HelpMessage = "The target is not restricted: no other is possible.")]
    public SwitchParameter Unrestricted { get; set; }

    protected override void Run()
    {
        if (!Unrestricted || RecoveryTarget is not null || RecoveredFilesPath is not null) throw NotKept("Restricting recovery targets", "Everybody who may recover may recover to every production server; who must not, must not have the role.");
        WriteObject(new RecoveryTarget(Type));
    }
}
