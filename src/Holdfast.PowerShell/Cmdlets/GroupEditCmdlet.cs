using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Groups;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets;

/// <summary>A cmdlet that changes a modifiable protection group; Set-DPMProtectionGroup commits it. A group that is given by its name is committed here.</summary>
public abstract class GroupEditCmdlet : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The modifiable protection group; or the name of a group, whose change is then committed at once.")]
    [ProtectionGroupArgument]
    [ArgumentCompleter(typeof(GroupNames))]
    public ProtectionGroup ProtectionGroup { get; set; } = null!;

    [Parameter(HelpMessage = "Gives the changed group out.")]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Changes what the group will become.</summary>
    private protected abstract void Edit(GroupChanges changes);

    /// <summary>What the cmdlet is about to do, for -WhatIf and -Confirm.</summary>
    private protected abstract string Action { get; }

    protected override object? Subject => ProtectionGroup;

    protected override void Run()
    {
        var changes = ProtectionGroup.Changes ?? throw new HoldfastException(
            ErrorCode.BadRequest, $"The protection group {ProtectionGroup.Name} was read to be looked at, not to be changed.", "Get a copy to change with Get-DPMModifiableProtectionGroup.");
        if (!ShouldProcess(ProtectionGroup.Name, Action)) return;
        Edit(changes);
        if (ProtectionGroup.IsNamed) GroupCommit.Run(ProtectionGroup, Stop);
        if (PassThru) WriteObject(ProtectionGroup);
    }
}
