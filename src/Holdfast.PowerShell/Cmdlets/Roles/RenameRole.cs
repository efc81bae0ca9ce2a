using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Roles;

[Cmdlet(VerbsCommon.Rename, "DPMRole")]
[Alias("Rename-HoldfastRole")]
[Help("Accounts keep their names: this says how to make another one.", Example = "Rename-DPMRole -DpmRole $role -Name ben")]
public sealed class RenameRole : RoleCmdlet
{
    [Parameter(Position = 1, HelpMessage = "Not supported: accounts keep their names.")]
    public string? Name { get; set; }

    [Parameter(Position = 2, HelpMessage = "Not supported: accounts have no description.")]
    public string? Description { get; set; }

    protected override void Run() => throw NotKept("Renaming accounts", "Make another one with New-DPMRole, so that the audit log stays true, and remove this one with Remove-DPMRole.");
}
