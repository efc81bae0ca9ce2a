using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Roles;

[Cmdlet(VerbsCommon.Remove, "DPMRole", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Remove-HoldfastRole")]
[Help("Deletes the account of a role.", Example = "Get-DPMRole -Name anna | Remove-DPMRole")]
public sealed class RemoveRole : RoleCmdlet
{
    protected override void Run()
    {
        if (DpmRole.Info is { } known && ShouldProcess(DpmRole.Name, "Delete the account")) Wait(DpmRole.Server.Client.Accounts.Delete(known.Id, Stop));
    }
}
