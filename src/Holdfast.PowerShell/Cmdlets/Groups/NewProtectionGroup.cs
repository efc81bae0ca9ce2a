using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Groups;

[Cmdlet(VerbsCommon.New, "DPMProtectionGroup"), OutputType(typeof(ProtectionGroup))]
[Alias("New-ProtectionGroup", "New-HoldfastProtectionGroup")]
[Help("Makes a modifiable protection group that the server does not have yet.",
    Description = "Nothing reaches the server until Set-DPMProtectionGroup commits the group.",
    Example = "$group = New-DPMProtectionGroup -Name 'File servers'")]
public sealed class NewProtectionGroup : ServerCmdlet
{
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "Name of the group.")]
    public string Name { get; set; } = "";

    protected override void Run() => WriteObject(ProtectionGroup.New(Server, Name));
}
