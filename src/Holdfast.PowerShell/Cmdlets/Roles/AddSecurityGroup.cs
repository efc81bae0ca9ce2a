using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Roles;

[Cmdlet(VerbsCommon.Add, "DPMSecurityGroup")]
[Alias("Add-HoldfastSecurityGroup")]
[Help("Roles are given to groups of the directory by a setting: this says which.", Example = "Add-DPMSecurityGroup -DpmRole $role -SecurityGroups 'EXAMPLE\\SQL owners'")]
public sealed class AddSecurityGroup : RoleCmdlet
{
    [Parameter(Position = 1, HelpMessage = "Not supported: groups get roles by the settings ldapRoles and oidcRoles.")]
    public string[] SecurityGroups { get; set; } = [];

    protected override void Run() => throw NotKept("Adding groups of the directory to one role", "Give groups of the directory the role with the setting ldapRoles or oidcRoles, such as [\"Backup Users=recoveryOperator\"]; what they are limited to is said per account.");
}
