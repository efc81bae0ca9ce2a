using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Roles;

[Cmdlet(VerbsCommon.Remove, "DPMSecurityGroup")]
[Alias("Remove-HoldfastSecurityGroup")]
[Help("Roles are taken from groups of the directory by a setting: this says which.", Example = "Remove-DPMSecurityGroup -DpmRole $role -All")]
public sealed class RemoveSecurityGroup : RoleCmdlet
{
    [Parameter(Position = 1, HelpMessage = "Not supported: groups lose roles by the settings ldapRoles and oidcRoles.")]
    public string[] SecurityGroups { get; set; } = [];

    [Parameter(HelpMessage = "Not supported, as -SecurityGroups.")]
    public SwitchParameter All { get; set; }

    protected override void Run() => throw NotKept("Taking groups of the directory from one role", "Give groups of the directory the role with the setting ldapRoles or oidcRoles, such as [\"Backup Users=recoveryOperator\"]; what they are limited to is said per account.");
}
