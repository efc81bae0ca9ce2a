using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Groups;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;
using Microsoft.Internal.EnterpriseStorage.Dls.UI.ObjectModel.OMCommon;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Set, "DPMPolicyObjective", SupportsShouldProcess = true, DefaultParameterSetName = OnDisk), OutputType(typeof(ProtectionGroup))]
[Alias("Set-PolicyObjective", "Set-HoldfastPolicyObjective")]
[Help("Sets what a modifiable protection group is to achieve: how long copies are kept, and how often data is synchronized.",
    Example = "Set-DPMPolicyObjective -ProtectionGroup $group -RetentionRangeInDays 10 -SynchronizationFrequencyMinutes 360",
    ExampleRemarks = "Keeps points on disk for ten days, and brings replicas up to date every six hours.")]
public sealed class SetPolicyObjective : GroupEditCmdlet
{
    private const string OnDisk = "ShortTermDisk", InVault = "LongTermCloud", InVaultByRanges = "LongTermCloudGFS", Colocation = "ColocateDatasources", Threshold = "AlertThresholdInDays",
        ShortTape = "ShortTermTape", LongTape = "LongTermTape", CustomTape = "LongTermTapeCustom";

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = OnDisk, HelpMessage = "Days that recovery points are kept on disk, 1 to 448.")]
    [Alias("RetentionRangeInDays")]
    public int RetentionRangeDays { get; set; }

    [Parameter(Position = 2, ParameterSetName = OnDisk, HelpMessage = "15, 30, 45, 60, 120, 240, 360, 720, or 1440. Without it, as before; in a new group just before each recovery point.")]
    public int? SynchronizationFrequencyMinutes { get; set; }

    [Parameter(ParameterSetName = OnDisk, HelpMessage = "Synchronizes just before each recovery point, and not besides.")]
    public SwitchParameter BeforeRecoveryPoint { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = InVault, HelpMessage = "Days that every recovery point is kept in the vault.")]
    public int OnlineRetentionRange { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = InVaultByRanges, HelpMessage = "Ranges by which points in the vault are kept, such as '180 Days', '104 Weeks', '60 Month', '10 Years', or objects of DPM's type RetentionRange. What is left out is not kept.")]
    [RetentionRangeArgument]
    public RetentionRange[] OnlineRetentionRangeList { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = Colocation, HelpMessage = "Taken for the sake of scripts: all datasources share the pool, and what they have in common is stored once.")]
    public bool ColocateDatasources { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = Threshold, HelpMessage = "Days without contact after which a computer that comes and goes raises an alert.")]
    public int AlertThresholdInDays { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = ShortTape, HelpMessage = "Refused: there are no tapes.")]
    public int RetentionRangeInWeeks { get; set; }

    [Parameter(ParameterSetName = ShortTape, HelpMessage = "Refused: there are no tapes.")]
    public string? ShortTermBackupFrequency { get; set; }

    [Parameter(ParameterSetName = ShortTape, HelpMessage = "Refused: there are no tapes.")]
    public SwitchParameter CreateIncrementals { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = LongTape, HelpMessage = "Refused: there are no tapes.")]
    public object? RetentionRange { get; set; }

    [Parameter(ParameterSetName = LongTape, HelpMessage = "Refused: there are no tapes.")]
    public string? LongTermBackupFrequency { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = CustomTape, HelpMessage = "Refused: there are no tapes.")]
    public object[] RetentionRangeList { get; set; } = [];

    [Parameter(ParameterSetName = CustomTape, HelpMessage = "Refused: there are no tapes.")]
    public int[] FrequencyList { get; set; } = [];

    [Parameter(ParameterSetName = CustomTape, HelpMessage = "Refused: there are no tapes.")]
    public object[] GenerationList { get; set; } = [];

    private protected override string Action => "Set the objective";

    private protected override void Edit(GroupChanges changes)
    {
        switch (ParameterSetName)
        {
            case OnDisk: changes.Policy = Disk(changes.Policy); break;
            case InVault: changes.Policy = changes.Policy with { Online = ScheduleEdit.Keep(Online(changes), OnlineRetentionRange, 0, 0, 0) }; break;
            case InVaultByRanges: changes.Policy = changes.Policy with { Online = ScheduleEdit.Keep(Online(changes), Range(RetentionUnits.Days), Range(RetentionUnits.Weeks), Range(RetentionUnits.Month), Range(RetentionUnits.Years)) }; break;
            case Threshold: changes.Policy = changes.Policy with { StaleAfterDays = AlertThresholdInDays }; break;
            case Colocation: WriteVerbose("All datasources share the pool; what they have in common is stored once."); break;
            default: throw NotKept("An objective for tape", "Keep points on disk with -RetentionRangeDays and in the vault with -OnlineRetentionRangeList.");
        }
    }

    private PolicyInfo Disk(PolicyInfo before)
    {
        if (BeforeRecoveryPoint && SynchronizationFrequencyMinutes is not null)
            throw new HoldfastException(ErrorCode.BadRequest, "-BeforeRecoveryPoint and -SynchronizationFrequencyMinutes contradict each other.", "Give one of the two.");
        var policy = ProtectionGroup.Info is null ? UsualSchedules.OnDisk(before) : before;
        return policy with { RetentionDays = RetentionRangeDays, SynchronizationMinutes = BeforeRecoveryPoint ? null : SynchronizationFrequencyMinutes ?? policy.SynchronizationMinutes };
    }

    private static OnlineInfo Online(GroupChanges changes) => changes.Policy.Online ?? throw new HoldfastException(
        ErrorCode.BadRequest, $"{changes.Name} sends nothing to the vault.", "Set its long-term protection first: Set-DPMProtectionType -ShortTerm Disk -LongTerm Online.");

    private int Range(RetentionUnits unit) => OnlineRetentionRangeList.LastOrDefault(range => range.Unit == unit)?.Range ?? 0;
}
