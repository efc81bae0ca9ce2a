using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Roles;

[Cmdlet(VerbsCommon.Add, "DPMRecoveryItem")]
[Alias("Add-HoldfastRecoveryItem")]
[Help("Limits a role to production servers and protection groups.",
    Description = "Set-DPMRole commits it.", Example = "Add-DPMRecoveryItem -DpmRole $role -ProductionServers sql01")]
public sealed class AddRecoveryItem : RecoveryItemCmdlet
{
    private protected override void Edit()
    {
        DpmRole.ProductionServers.AddRange(ProductionServers.Except(DpmRole.ProductionServers, StringComparer.OrdinalIgnoreCase));
        DpmRole.ProtectionGroups.AddRange(ProtectionGroups.Except(DpmRole.ProtectionGroups, StringComparer.OrdinalIgnoreCase));
    }
}
