using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Roles;

[Cmdlet(VerbsCommon.Get, "DPMRecoveryTarget"), OutputType(typeof(RecoveryTarget))]
[Alias("Get-HoldfastRecoveryTarget")]
[Help("Gets where those who have a role may recover to: wherever they want.", Example = "Get-DPMRecoveryTarget -DpmRole $role")]
public sealed class GetRecoveryTarget : RoleCmdlet
{
    [Parameter(Position = 1, HelpMessage = "Kind of the target, such as SqlInstance; it makes no difference.")]
    public string Type { get; set; } = "SqlInstance";

    protected override void Run() => WriteObject(new RecoveryTarget(Type));
}
