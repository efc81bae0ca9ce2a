using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Roles;

/// <summary>A cmdlet about one role.</summary>
public abstract class RoleCmdlet : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The role, of Get-DPMRole or New-DPMRole.")]
    public DpmRole DpmRole { get; set; } = null!;

    protected override object? Subject => DpmRole;
}
