using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets;

/// <summary>A cmdlet about one protection group that it does not edit; of a modifiable one it tells what it will be once it is committed.</summary>
public abstract class GroupReadCmdlet : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The protection group, or its name.")]
    [ProtectionGroupArgument]
    [ArgumentCompleter(typeof(GroupNames))]
    public ProtectionGroup ProtectionGroup { get; set; } = null!;

    protected override object? Subject => ProtectionGroup;
}
