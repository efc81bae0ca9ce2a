using System.Globalization;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Protection.Groups.Policy;

namespace Holdfast.Server.Groups;

/// <summary>A policy as API, catalog, and pool write it.</summary>
internal static class PolicyView
{
    internal static PolicyInfo Show(GroupPolicy policy) => new(
        policy.ShortTerm.RetentionDays, policy.ShortTerm.SynchronizationMinutes, Times(policy.ShortTerm.RecoveryPoints), Times(policy.ShortTerm.ExpressFull),
        policy.Online is { } online ? Online(online) : null, Replica(policy.ReplicaCreation), Check(policy.ConsistencyCheck), Window(policy.BackupWindow),
        policy.TimeZone, policy.StartOffsetMinutes, policy.Compress, Throttle(policy.Throttle), Script(policy.PreScript), Script(policy.PostScript),
        policy.SlaHours, policy.StaleAfterDays,
        policy.AutoProtect.Count == 0 ? null : [.. policy.AutoProtect.Select(Container)],
        Drills(policy));

    internal static string Time(TimeOnly time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);

    private static AutoProtectionInfo Container(AutoProtection container) => new(container.Path, container.Server, container.Online)
    {
        Options = container.Options.Count == 0 ? null : container.Options.ToDictionary(option => option.Name, option => option.Value),
    };

    private static TimesInfo? Times(WeeklyTimes? times) => times is null || times.IsEmpty ? null : new TimesInfo([.. times.Times.Select(Time)], Days(times.Days));

    private static TimesInfo? Drills(GroupPolicy policy) =>
        Times(policy.Drills) is { } times && policy.DrillDays is { } days ? times with { Days = null, MonthDays = MonthDays(days) } : Times(policy.Drills);

    private static List<string> Days(IEnumerable<DayOfWeek> days) => [.. days.Select(day => day.ToString())];

    private static OnlineInfo Online(OnlineGoal goal) => new(
        Times(goal.Schedule), goal.DailyDays, goal.Weekly is { } weekly ? new WeeklyInfo(weekly.Weeks, Days(weekly.Days)) : null,
        goal.Monthly is { } monthly ? new MonthlyInfo(monthly.Months, MonthDays(monthly.Days)) : null,
        goal.Yearly is { } yearly ? new YearlyInfo(yearly.Years, [.. yearly.Months], MonthDays(yearly.Days)) : null);

    private static MonthDaysInfo MonthDays(DayOfMonthChoice days) => days.Numbers.Count > 0
        ? new MonthDaysInfo([.. days.Numbers])
        : new MonthDaysInfo(null, [.. days.Weeks.Select(week => week.ToString())], Days(days.Weekdays));

    private static ReplicaInfo Replica(ReplicaCreation creation) => new(
        creation.Method.ToString().ToLowerInvariant(), creation.Later?.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));

    private static CheckInfo Check(ConsistencyCheckPlan plan) => new(plan.WhenInconsistent, Times(plan.Schedule), plan.LongestMinutes);

    private static WindowInfo? Window(TimeWindow? window) => window is null ? null : new WindowInfo(Time(window.Start), window.Minutes, Days(window.Days));

    private static ThrottleInfo? Throttle(ThrottlePlan? plan) =>
        plan is null ? null : new ThrottleInfo(plan.WorkMbps, plan.OtherMbps, Time(plan.WorkStart), Time(plan.WorkEnd), Days(plan.WorkDays));

    private static ScriptInfo? Script(ScriptCommand? script) => script is null ? null : new ScriptInfo([.. script.Arguments], script.TimeoutSeconds);
}
