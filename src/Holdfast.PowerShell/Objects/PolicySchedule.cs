using System.Globalization;
using Holdfast.Contracts.Api.Groups;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Groups;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>A schedule of a protection group, for Set-DPMPolicySchedule.</summary>
[View("JobType", "Frequency", "Times", "WeekDays", "RelativeIntervals", "DaysOfMonth", "Months")]
public sealed class PolicySchedule
{
    private PolicySchedule(ScheduleKind kind, ProtectionJobType jobType, string frequency, TimesInfo times)
    {
        (Kind, JobType, Frequency) = (kind, jobType, frequency);
        (TimesOfDay, WeekDays) = (PolicyWords.Times(times.Times), PolicyWords.Days(times.Days));
    }

    internal ScheduleKind Kind { get; }

    public ProtectionJobType JobType { get; }

    /// <summary>Daily, Weekly, Monthly, Yearly: for how long what it makes is kept in the vault; of points on disk Daily.</summary>
    public string Frequency { get; }

    /// <summary>Only the times of these matter, not their dates.</summary>
    public DateTime[] TimesOfDay { get; }

    /// <summary>The same as a text.</summary>
    public string Times => string.Join(", ", PolicyWords.Times(TimesOfDay));

    public WeekDay[] WeekDays { get; private init; }

    /// <summary>Of months and years: in which weeks.</summary>
    public RelativeInterval[] RelativeIntervals { get; private init; } = [];

    /// <summary>Of months and years: 1…31; Last is the last day.</summary>
    public string[] DaysOfMonth { get; private init; } = [];

    public Month[] Months { get; private init; } = [];

    /// <summary>Schedules of what is kept on disk. Files have recovery points, applications express full backups.</summary>
    internal static IEnumerable<PolicySchedule> OnDisk(PolicyInfo policy, bool hasFiles, bool hasApplications)
    {
        if (hasFiles || !hasApplications) yield return new(ScheduleKind.RecoveryPoints, ProtectionJobType.ShadowCopy, "Daily", policy.RecoveryPoints ?? new TimesInfo([]));
        if (hasApplications) yield return new(ScheduleKind.ExpressFull, ProtectionJobType.FullReplicationForApplication, "Daily", policy.ExpressFull ?? new TimesInfo([]));
    }

    /// <summary>Schedules of what is kept in the vault: of days, weeks, months, years, as far as the policy has them.</summary>
    internal static IEnumerable<PolicySchedule> InVault(OnlineInfo online)
    {
        var sent = online.Schedule ?? new TimesInfo([]);
        if (online.DailyDays > 0) yield return new(ScheduleKind.OnlineDaily, ProtectionJobType.OnlineBackup, "Daily", sent);
        if (online.Weekly is { } weekly) yield return new(ScheduleKind.OnlineWeekly, ProtectionJobType.OnlineBackup, "Weekly", sent with { Days = weekly.Days });
        if (online.Monthly is { } monthly) yield return OfMonths(ScheduleKind.OnlineMonthly, "Monthly", sent, monthly.Days, []);
        if (online.Yearly is { } yearly) yield return OfMonths(ScheduleKind.OnlineYearly, "Yearly", sent, yearly.Days, yearly.Months);
    }

    public override string ToString() => $"{JobType} {Frequency} {Times}";

    private static PolicySchedule OfMonths(ScheduleKind kind, string frequency, TimesInfo sent, MonthDaysInfo days, IReadOnlyList<int> months) => new(kind, ProtectionJobType.OnlineBackup, frequency, sent)
    {
        WeekDays = days.Weekdays is { Count: > 0 } weekdays ? PolicyWords.Days(weekdays) : [],
        RelativeIntervals = [.. (days.Weeks ?? []).Select(week => Enum.Parse<RelativeInterval>(week, ignoreCase: true))],
        DaysOfMonth = [.. (days.Numbers ?? []).Select(number => number == 0 ? "Last" : number.ToString(CultureInfo.InvariantCulture))],
        Months = [.. months.Select(month => (Month)month)],
    };
}
