using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Groups;

[Cmdlet(VerbsCommon.Rename, "DPMProtectionGroup", SupportsShouldProcess = true), OutputType(typeof(ProtectionGroup))]
[Alias("Rename-ProtectionGroup", "Rename-HoldfastProtectionGroup")]
[Help("Gives a modifiable protection group another name.", Example = "Rename-DPMProtectionGroup -ProtectionGroup $group -NewName 'Branch offices'")]
public sealed class RenameProtectionGroup : GroupEditCmdlet
{
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "The new name: 1 to 64 letters, digits, and spaces.")]
    public string NewName { get; set; } = "";

    private protected override string Action => $"Rename the protection group to {NewName}";

    private protected override void Edit(GroupChanges changes) => changes.Name = NewName;
}
