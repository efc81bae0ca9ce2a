using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Get, "DPMProtectionGroupSla", DefaultParameterSetName = ByGroup), OutputType(typeof(ProtectionGroupSla))]
[Alias("Get-ProtectionGroupSla", "Get-HoldfastProtectionGroupSla")]
[Help("Tells within which time every member of a protection group must get a recovery point.", Example = "Get-DPMProtectionGroup | Get-DPMProtectionGroupSla")]
public sealed class GetProtectionGroupSla : SlaCmdlet
{
    protected override void Run() => WriteObject(new ProtectionGroupSla(Meant()));
}
