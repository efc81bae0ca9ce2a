using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Roles;

[Cmdlet(VerbsCommon.Remove, "DPMRecoveryItem")]
[Alias("Remove-HoldfastRecoveryItem")]
[Help("Ends limits of a role; one without any limit may recover everything.",
    Description = "Set-DPMRole commits it.", Example = "Remove-DPMRecoveryItem -DpmRole $role -ProductionServers sql01")]
public sealed class RemoveRecoveryItem : RecoveryItemCmdlet
{
    [Parameter(HelpMessage = "All limits.")]
    public SwitchParameter All { get; set; }

    private protected override void Edit()
    {
        DpmRole.ProductionServers.RemoveAll(name => All || ProductionServers.Contains(name, StringComparer.OrdinalIgnoreCase));
        DpmRole.ProtectionGroups.RemoveAll(name => All || ProtectionGroups.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (DpmRole.ProductionServers.Count + DpmRole.ProtectionGroups.Count == 0) WriteWarning($"{DpmRole.Name} is limited to nothing now: once committed, it may recover everything.");
    }
}
