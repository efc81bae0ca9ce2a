using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Roles;

[Cmdlet(VerbsCommon.New, "DPMRole"), OutputType(typeof(DpmRole))]
[Alias("New-HoldfastRole")]
[Help("Makes a role that the server does not have yet: an account that may only recover.",
    Description = "Nothing reaches the server until Set-DPMRole commits the role.", Example = "$role = New-DPMRole -Name anna -Description 'Recovers databases'")]
public sealed class NewRole : ServerCmdlet
{
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "Name of the account.")]
    public string Name { get; set; } = "";

    [Parameter(Position = 2, HelpMessage = "Taken for the sake of scripts: accounts have no description.")]
    public string? Description { get; set; }

    protected override void Run() => WriteObject(new DpmRole(Server, Name, null));
}
