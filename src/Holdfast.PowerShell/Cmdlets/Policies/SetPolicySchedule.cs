using System.Globalization;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Groups;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Set, "DPMPolicySchedule", SupportsShouldProcess = true, DefaultParameterSetName = Modify), OutputType(typeof(ProtectionGroup))]
[Alias("Set-PolicySchedule", "Set-HoldfastPolicySchedule")]
[Help("Changes a schedule of a modifiable protection group.",
    Description = "What is not given stays as it is. Times are in the zone of the group.",
    Example = "Set-DPMPolicySchedule -ProtectionGroup $group -Schedule (Get-DPMPolicySchedule $group -ShortTerm)[0] -TimesOfDay 12:00,18:00 -DaysOfWeek Mo,Tu,We,Th,Fr")]
public sealed class SetPolicySchedule : GroupEditCmdlet
{
    private const string Modify = "ModifySchedule", Offset = "OffsetSchedule", Integrity = "CheckDataIntegrity";

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = Modify, HelpMessage = "The schedule, of Get-DPMPolicySchedule.")]
    public PolicySchedule Schedule { get; set; } = null!;

    [Parameter(Position = 2, ParameterSetName = Modify, HelpMessage = "Times of day. In the vault at most two.")]
    [Parameter(ParameterSetName = Integrity)]
    [Alias("TimeOfDay", "StartTime")]
    public DateTime[]? TimesOfDay { get; set; }

    [Parameter(Position = 3, ParameterSetName = Modify, HelpMessage = "Days of the week: Su, Mo, Tu, We, Th, Fr, Sa.")]
    [Parameter(ParameterSetName = Integrity)]
    public WeekDay[]? DaysOfWeek { get; set; }

    [Parameter(ParameterSetName = Modify, HelpMessage = "Every so many weeks: 1, which is every week.")]
    public int Interval { get; set; } = 1;

    [Parameter(ParameterSetName = Modify, HelpMessage = "Of months and years: in which weeks, First to Fourth or Last.")]
    [Alias("RelativeInterval")]
    public RelativeInterval[]? RelativeIntervals { get; set; }

    [Parameter(ParameterSetName = Modify, HelpMessage = "Of months and years: days by number, 1 to 31, or Last.")]
    public string[]? DaysOfMonth { get; set; }

    [Parameter(ParameterSetName = Modify, HelpMessage = "Of years: months, Jan to Dec.")]
    public Month[]? Months { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = Offset, HelpMessage = "Minutes that are added to every scheduled start, 0 to 59.")]
    public int OffsetInMinutes { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = Integrity, HelpMessage = "ConsistencyCheck, or CheckDataIntegrity, which is the same here.")]
    public ProtectionJobType JobType { get; set; }

    [Parameter(ParameterSetName = Integrity, HelpMessage = "Checks are not made by schedule any more.")]
    public SwitchParameter Remove { get; set; }

    private protected override string Action => ParameterSetName switch
    {
        Offset => $"Start scheduled work {OffsetInMinutes} minutes later",
        Integrity => Remove ? "Remove the schedule of consistency checks" : "Set the schedule of consistency checks",
        _ => $"Change the schedule {Schedule}",
    };

    private protected override void Edit(GroupChanges changes)
    {
        if (Interval != 1) throw NotKept($"-Interval {Interval}", "Schedules recur every week: -Interval 1.");
        changes.Policy = ParameterSetName switch
        {
            Offset => changes.Policy with { StartOffsetMinutes = OffsetInMinutes },
            Integrity => changes.Policy with { ConsistencyCheck = Checks(changes.Policy.ConsistencyCheck ?? new CheckInfo()) },
            _ => ScheduleEdit.Apply(changes.Policy, Schedule.Kind, new ScheduleChange(
                TimesOfDay is null ? null : PolicyWords.Times(TimesOfDay), DaysOfWeek, RelativeIntervals, DaysOfMonth is null ? null : [.. DaysOfMonth.Select(DayOfMonth)], Months)),
        };
    }

    private CheckInfo Checks(CheckInfo before)
    {
        if (JobType is not (ProtectionJobType.ConsistencyCheck or ProtectionJobType.CheckDataIntegrity)) throw NotKept($"-JobType {JobType}", "Change this schedule with -Schedule, as Get-DPMPolicySchedule gives it.");
        if (Remove) return before with { Schedule = null };
        var times = TimesOfDay is not null ? PolicyWords.Times(TimesOfDay) : before.Schedule?.Times ?? throw new HoldfastException(ErrorCode.BadRequest, "No time is given.", "Give it with -TimesOfDay.");
        return before with { Schedule = new TimesInfo(times, PolicyWords.Days(DaysOfWeek)) };
    }

    private static int DayOfMonth(string day) =>
        day.StartsWith("Last", StringComparison.OrdinalIgnoreCase) ? 0
        : int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new HoldfastException(ErrorCode.BadRequest, $"'{day}' is no day of the month.", "Give 1 to 31, or Last.");
}
