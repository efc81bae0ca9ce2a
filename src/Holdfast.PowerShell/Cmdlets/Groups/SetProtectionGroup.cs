using Holdfast.PowerShell.Groups;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;
using Holdfast.Contracts.Errors;

namespace Holdfast.PowerShell.Cmdlets.Groups;

[Cmdlet(VerbsCommon.Set, "DPMProtectionGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium), OutputType(typeof(DpmJob))]
[Alias("Set-ProtectionGroup", "Set-HoldfastProtectionGroup")]
[Help("Commits a modifiable protection group: makes it, or changes it, with its members and policy.",
    Description = "Gives out the jobs that make the first copies of new members.",
    Example = "Set-DPMProtectionGroup -ProtectionGroup $group")]
public sealed class SetProtectionGroup : JobCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "A modifiable protection group, of New-DPMProtectionGroup or Get-DPMModifiableProtectionGroup.")]
    public ProtectionGroup ProtectionGroup { get; set; } = null!;

    [Parameter(HelpMessage = "Taken for the sake of scripts: addresses of datasources need no translation.")]
    public SwitchParameter TranslateDSList { get; set; }

    protected override object? Subject => ProtectionGroup;

    protected override void Run()
    {
        if (!ProtectionGroup.IsModifiable)
            throw new HoldfastException(ErrorCode.BadRequest, $"The protection group {ProtectionGroup.Name} is not a modifiable one.", "Get a copy to change with Get-DPMModifiableProtectionGroup.");
        if (ShouldProcess(ProtectionGroup.Name, "Commit the protection group")) Give(ProtectionGroup.Server, GroupCommit.Run(ProtectionGroup, Stop));
    }
}
