using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Groups;

[Cmdlet(VerbsCommon.Get, "DPMModifiableProtectionGroup"), OutputType(typeof(ProtectionGroup))]
[Alias("Get-ModifiableProtectionGroup", "Get-HoldfastModifiableProtectionGroup")]
[Help("Gets a copy of a protection group that can be changed, and then committed by Set-DPMProtectionGroup.",
    Example = "$group = Get-DPMProtectionGroup | Where-Object Name -eq 'File servers' | Get-DPMModifiableProtectionGroup")]
public sealed class GetModifiableProtectionGroup : GroupReadCmdlet
{
    /// <remarks>Read anew: what others changed since the caller read it must not be undone by the commit.</remarks>
    protected override void Run() => WriteObject(ProtectionGroup.ProtectionGroupId is { } id
        ? ProtectionGroup.Modifiable(ProtectionGroup.Server, Wait(ProtectionGroup.Server.Client.Group(id, Stop)))
        : ProtectionGroup);
}
