using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;
using Microsoft.Internal.EnterpriseStorage.Dls.UI.ObjectModel.OMCommon;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Get, "DPMPolicyObjective", DefaultParameterSetName = OnDisk), OutputType(typeof(DiskObjective), typeof(RetentionRange))]
[Alias("Get-PolicyObjective", "Get-HoldfastPolicyObjective")]
[Help("Tells what a protection group is to achieve on disk, or in the vault.", Example = "Get-DPMPolicyObjective -ProtectionGroup 'File servers' -LongTerm Online")]
public sealed class GetPolicyObjective : GroupReadCmdlet
{
    private const string OnDisk = "ShortTerm", LongTerms = "LongTerm";

    [Parameter(ParameterSetName = OnDisk, HelpMessage = "On disk. This is so without it as well.")]
    public SwitchParameter ShortTerm { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = LongTerms, HelpMessage = "Online: in the vault. Tape is refused.")]
    public LongTermLocation LongTerm { get; set; }

    protected override void Run()
    {
        if (ParameterSetName == OnDisk) WriteObject(new DiskObjective(ProtectionGroup.Policy));
        else if (LongTerm != LongTermLocation.Online) throw NotKept($"-LongTerm {LongTerm}", "Long-term copies are kept in the vault: -LongTerm Online.");
        else if (ProtectionGroup.Policy.Online is { } online)
        {
            if (online.DailyDays > 0) WriteObject(new RetentionRange(online.DailyDays, RetentionUnits.Days));
            if (online.Weekly is { } weekly) WriteObject(new RetentionRange(weekly.Weeks, RetentionUnits.Weeks));
            if (online.Monthly is { } monthly) WriteObject(new RetentionRange(monthly.Months, RetentionUnits.Month));
            if (online.Yearly is { } yearly) WriteObject(new RetentionRange(yearly.Years, RetentionUnits.Years));
        }
    }
}
