using Holdfast.Contracts.Accounts;
using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Roles;

[Cmdlet(VerbsCommon.Get, "DPMSecurityGroup"), OutputType(typeof(string))]
[Alias("Get-HoldfastSecurityGroup")]
[Help("Gets the groups of the directory that may recover, as the settings ldapRoles and oidcRoles have them.", Example = "Get-DPMSecurityGroup -DpmRole $role")]
public sealed class GetSecurityGroup : RoleCmdlet
{
    protected override void Run()
    {
        foreach (var setting in Wait(DpmRole.Server.Client.Configuration.List(Stop)).Settings.Where(setting => setting.Id is "ldapRoles" or "oidcRoles"))
            foreach (var entry in setting.Value.Split(','))
                if (entry.Trim(' ', '[', ']', '"').Split('=') is [.. var name, var role] && RoleNames.Parse(role) == Contracts.Accounts.Roles.RecoveryOperator) WriteObject(string.Join('=', name));
    }
}
