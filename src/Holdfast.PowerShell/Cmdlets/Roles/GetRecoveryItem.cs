using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Roles;

[Cmdlet(VerbsCommon.Get, "DPMRecoveryItem"), OutputType(typeof(RecoveryItem))]
[Alias("Get-HoldfastRecoveryItem")]
[Help("Gets what a role is limited to.", Example = "Get-DPMRecoveryItem -DpmRole $role")]
public sealed class GetRecoveryItem : RoleCmdlet
{
    [Parameter(Position = 1, HelpMessage = "Only limits of this type.")]
    public RecoveryItemType? Type { get; set; }

    protected override void Run()
    {
        foreach (var name in DpmRole.ProductionServers) Give(RecoveryItemType.ProductionServer, name);
        foreach (var name in DpmRole.ProtectionGroups) Give(RecoveryItemType.ProtectionGroup, name);
    }

    private void Give(RecoveryItemType type, string name)
    {
        if (Type is null || Type == type) WriteObject(new RecoveryItem(type, name));
    }
}
