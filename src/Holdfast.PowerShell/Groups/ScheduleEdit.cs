using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;

namespace Holdfast.PowerShell.Groups;

/// <summary>Changes one schedule of a policy.</summary>
internal static class ScheduleEdit
{
    internal static PolicyInfo Apply(PolicyInfo policy, ScheduleKind kind, ScheduleChange change)
    {
        if (kind is ScheduleKind.RecoveryPoints or ScheduleKind.ExpressFull or ScheduleKind.OnlineDaily or ScheduleKind.OnlineWeekly && change.IsOfMonths)
            throw new HoldfastException(ErrorCode.BadRequest, "This schedule has days of the week, not of the month.", "Give -TimesOfDay and -DaysOfWeek. Days of the month are for the monthly and the yearly schedule of the vault.");
        return kind switch
        {
            ScheduleKind.RecoveryPoints => policy with { RecoveryPoints = Times(policy.RecoveryPoints ?? UsualSchedules.RecoveryPoints, change) },
            ScheduleKind.ExpressFull => policy with { ExpressFull = Times(policy.ExpressFull ?? UsualSchedules.ExpressFull, change) },
            _ => policy with { Online = Online(policy.Online ?? throw NotOnline(), kind, change) },
        };
    }

    /// <summary>What the group keeps on disk is as it was; the vault gets these ranges, and days where it had none.</summary>
    internal static OnlineInfo Keep(OnlineInfo? before, int days, int weeks, int months, int years) => new(
        before?.Schedule ?? UsualSchedules.Online, days,
        weeks > 0 ? new WeeklyInfo(weeks, before?.Weekly?.Days ?? UsualSchedules.Weekdays) : null,
        months > 0 ? new MonthlyInfo(months, before?.Monthly?.Days ?? UsualSchedules.MonthDays) : null,
        years > 0 ? new YearlyInfo(years, before?.Yearly?.Months ?? UsualSchedules.Months, before?.Yearly?.Days ?? UsualSchedules.MonthDays) : null);

    private static TimesInfo Times(TimesInfo before, ScheduleChange change) =>
        new(change.Times ?? before.Times, change.DaysOfWeek is null ? before.Days : PolicyWords.Days(change.DaysOfWeek));

    private static OnlineInfo Online(OnlineInfo online, ScheduleKind kind, ScheduleChange change)
    {
        if (kind == ScheduleKind.OnlineDaily) return online with { Schedule = Times(online.Schedule ?? UsualSchedules.Online, change) };
        var timed = WithTimes(online, change.Times);
        return kind switch
        {
            ScheduleKind.OnlineWeekly when timed.Weekly is { } weekly && change.DaysOfWeek is { } days => timed with { Weekly = weekly with { Days = PolicyWords.Names(days) } },
            ScheduleKind.OnlineMonthly when timed.Monthly is { } monthly => timed with { Monthly = monthly with { Days = change.MonthDays(monthly.Days) } },
            ScheduleKind.OnlineYearly when timed.Yearly is { } yearly => timed with
            {
                Yearly = yearly with { Months = change.Months is { } months ? [.. months.Distinct().Order().Select(month => (int)month)] : yearly.Months, Days = change.MonthDays(yearly.Days) },
            },
            _ => timed,
        };
    }

    /// <summary>
    /// The vault has one list of times. A point that is kept for weeks, months, or years is one of those sent by it, so where days are kept as well
    /// their schedule says the times.
    /// </summary>
    private static OnlineInfo WithTimes(OnlineInfo online, IReadOnlyList<string>? times)
    {
        if (times is null) return online;
        if (online.DailyDays == 0 || online.Schedule is null) return online with { Schedule = new TimesInfo(times, online.Schedule?.Days) };
        return times.All(online.Schedule.Times.Contains) ? online : throw new HoldfastException(
            ErrorCode.OnlineScheduleMismatch, $"Points are sent to the vault at {string.Join(", ", online.Schedule.Times)}: none could be kept that is made at {string.Join(", ", times)}.",
            "Set the times of the daily schedule first: the first one that Get-DPMPolicySchedule -LongTerm Online gives.");
    }

    private static HoldfastException NotOnline() => new(
        ErrorCode.BadRequest, "The group sends nothing to the vault.", "Set its long-term protection first: Set-DPMProtectionType -ShortTerm Disk -LongTerm Online.");
}
