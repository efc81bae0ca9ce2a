using Holdfast.Contracts.Api.Groups;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Groups;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Set, "DPMProtectionType", SupportsShouldProcess = true), OutputType(typeof(ProtectionGroup))]
[Alias("Set-ProtectionType", "Set-HoldfastProtectionType")]
[Help("Says where a modifiable protection group keeps its copies: on disk, or on disk and in the vault.",
    Description = "The copy on disk is always the first one. Without -LongTerm nothing is sent to the vault any more; a new group gets DPM's usual schedules.",
    Example = "Set-DPMProtectionType -ProtectionGroup $group -ShortTerm Disk -LongTerm Online")]
public sealed class SetProtectionType : GroupEditCmdlet
{
    [Parameter(Position = 1, HelpMessage = "Disk. Tape is refused.")]
    public ShortTermLocation? ShortTerm { get; set; }

    [Parameter(Position = 2, HelpMessage = "Online for the vault. Tape is refused.")]
    public LongTermLocation? LongTerm { get; set; }

    private protected override string Action => LongTerm is null ? "Keep copies on disk alone" : "Keep copies on disk and in the vault";

    private protected override void Edit(GroupChanges changes)
    {
        if (ShortTerm is ShortTermLocation.Tape) throw NotKept("-ShortTerm Tape", "Copies are kept on disk: -ShortTerm Disk.");
        if (LongTerm is LongTermLocation.Tape or LongTermLocation.OnlineAndTape) throw NotKept($"-LongTerm {LongTerm}", "Long-term copies are kept in the vault: -LongTerm Online.");
        if (ShortTerm is null) throw NotKept("Protection without a copy on disk", "The vault gets what lies on disk: give -ShortTerm Disk as well.");
        if (ProtectionGroup.Info is null) changes.Policy = UsualSchedules.OnDisk(changes.Policy);
        changes.Policy = changes.Policy with { Online = LongTerm is null ? null : changes.Policy.Online ?? new OnlineInfo(UsualSchedules.Online) };
    }
}
