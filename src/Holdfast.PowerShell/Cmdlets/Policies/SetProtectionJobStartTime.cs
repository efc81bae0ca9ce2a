using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Groups;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Set, "DPMProtectionJobStartTime", SupportsShouldProcess = true, DefaultParameterSetName = Given), OutputType(typeof(ProtectionGroup))]
[Alias("Set-ProtectionJobStartTime", "Set-HoldfastProtectionJobStartTime")]
[Help("Sets when consistency checks of a modifiable protection group start, or that they do not run by schedule.",
    Example = "Set-DPMProtectionJobStartTime -ProtectionGroup $group -JobType ConsistencyCheck -StartTime 02:00 -MaximumDurationInHours 3")]
public sealed class SetProtectionJobStartTime : GroupEditCmdlet
{
    private const string Given = "Edit", Taken = "Remove", Catalog = "OffsetSchedule";

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = Given, HelpMessage = "ConsistencyCheck. Others are scheduled by Set-DPMPolicySchedule.")]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = Taken)]
    public ProtectionJobType JobType { get; set; }

    [Parameter(Mandatory = true, Position = 2, ParameterSetName = Given, HelpMessage = "Time of day, in the zone of the group.")]
    public DateTime StartTime { get; set; }

    [Parameter(Mandatory = true, Position = 3, ParameterSetName = Given, HelpMessage = "A check is cancelled after so many hours, 1 to 24.")]
    public int MaximumDurationInHours { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = Taken, HelpMessage = "Checks are not made by schedule any more.")]
    public SwitchParameter Remove { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = Catalog, HelpMessage = "Refused: a recovery point can be searched as soon as it is there.")]
    public int CatalogOffset { get; set; }

    private protected override string Action => Remove ? "Remove the schedule of consistency checks" : "Set the start of consistency checks";

    private protected override void Edit(GroupChanges changes)
    {
        if (ParameterSetName == Catalog) throw NotKept("-CatalogOffset", "No job makes catalogs: a recovery point can be browsed and searched as soon as it is there.");
        if (JobType is not (ProtectionJobType.ConsistencyCheck or ProtectionJobType.CheckDataIntegrity)) throw NotKept($"-JobType {JobType}", "Schedule it with Set-DPMPolicySchedule.");
        if (!Remove && MaximumDurationInHours is < 1 or > 24) throw new HoldfastException(ErrorCode.BadRequest, $"A check cannot take {MaximumDurationInHours} hours.", "Give 1 to 24 hours.");
        var before = changes.Policy.ConsistencyCheck ?? new CheckInfo();
        changes.Policy = changes.Policy with
        {
            ConsistencyCheck = Remove ? before with { Schedule = null, LongestMinutes = null }
                : before with { Schedule = new TimesInfo([PolicyWords.Time(StartTime)], before.Schedule?.Days), LongestMinutes = MaximumDurationInHours * 60 },
        };
    }
}
