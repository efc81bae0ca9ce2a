using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Get, "DPMPolicySchedule", DefaultParameterSetName = OnDisk), OutputType(typeof(PolicySchedule), typeof(int))]
[Alias("Get-PolicySchedule", "Get-HoldfastPolicySchedule")]
[Help("Gets the schedules of a protection group, to change them with Set-DPMPolicySchedule.",
    Description = "-ShortTerm: recovery points of files (ShadowCopy), express full backups of applications (FullReplicationForApplication), as the group has members of these. -LongTerm Online: points in the vault that are kept for days, weeks, months, years, in this order, as far as the objective has them.",
    Example = "$schedules = Get-DPMPolicySchedule -ProtectionGroup $group -LongTerm Online")]
public sealed class GetPolicySchedule : GroupReadCmdlet
{
    private const string OnDisk = "ShortTerm", LongTerms = "LongTerm", Offset = "OffsetSchedule";

    [Parameter(ParameterSetName = OnDisk, HelpMessage = "Schedules of what is kept on disk. This is so without it as well.")]
    public SwitchParameter ShortTerm { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = LongTerms, HelpMessage = "Online: schedules of what is kept in the vault. Tape is refused.")]
    public LongTermLocation LongTerm { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = Offset, HelpMessage = "Minutes that are added to every scheduled start.")]
    public SwitchParameter OffsetSchedule { get; set; }

    protected override void Run()
    {
        var policy = ProtectionGroup.Policy;
        if (ParameterSetName == Offset) WriteObject(policy.StartOffsetMinutes);
        else if (ParameterSetName == OnDisk)
        {
            var kinds = ProtectionGroup.MembersAreApplications().ToList();
            WriteObject(PolicySchedule.OnDisk(policy, kinds.Contains(false), kinds.Contains(true)), enumerateCollection: true);
        }
        else if (LongTerm != LongTermLocation.Online) throw NotKept($"-LongTerm {LongTerm}", "Long-term copies are kept in the vault: -LongTerm Online.");
        else if (policy.Online is { } online) WriteObject(PolicySchedule.InVault(online), enumerateCollection: true);
    }
}
