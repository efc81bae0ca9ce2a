using System.Globalization;
using System.Text.Json;
using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>A policy as the options of `holdfast group create` and `group modify`, in their own way to write schedules and rules.</summary>
internal static class PolicyOptionTexts
{
    private const string None = "none";

    private static readonly string[] months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>Every option with its value, also those that say the default.</summary>
    internal static IReadOnlyList<(string Option, string Value)> All(PolicyInfo policy)
    {
        var (online, check, throttle) = (policy.Online ?? new OnlineInfo(), policy.ConsistencyCheck ?? new CheckInfo(), policy.Throttle ?? new ThrottleInfo());
        return
        [
            ("--retention-days", Number(policy.RetentionDays)),
            ("--sync-every", policy.SynchronizationMinutes is { } minutes ? Duration(minutes) : "before-point"),
            ("--points", Times(policy.RecoveryPoints)),
            ("--express-full", Times(policy.ExpressFull)),
            ("--online-schedule", Times(online.Schedule)),
            ("--online-daily", Number(online.DailyDays)),
            ("--online-weekly", online.Weekly is { } weekly ? $"{Number(weekly.Weeks)}@{Days(weekly.Days)}" : None),
            ("--online-monthly", online.Monthly is { } monthly ? $"{Number(monthly.Months)}@{MonthDays(monthly.Days)}" : None),
            ("--online-yearly", online.Yearly is { } yearly ? $"{Number(yearly.Years)}@{string.Join(',', yearly.Months.Select(month => months[month - 1]))}@{MonthDays(yearly.Days)}" : None),
            ("--drills", policy.Drills is { MonthDays: { } drillDays } drills ? $"{string.Join(',', drills.Times)}@{MonthDays(drillDays)}" : Times(policy.Drills)),
            ("--replica", policy.ReplicaCreation is { } replica ? replica.Later is { } later ? $"{replica.Method}={later}" : replica.Method : "now"),
            ("--check-when-inconsistent", YesNo(check.WhenInconsistent)),
            ("--check-schedule", Times(check.Schedule)),
            ("--check-max", check.LongestMinutes is { } longest ? Number(longest) : None),
            ("--window", policy.BackupWindow is { } window ? $"{window.Start}+{Duration(window.Minutes)}{At(window.Days)}" : None),
            ("--compress", YesNo(policy.Compress)),
            ("--offset", Number(policy.StartOffsetMinutes)),
            ("--throttle-work", Limit(throttle.WorkMbps)),
            ("--throttle-other", Limit(throttle.OtherMbps)),
            ("--throttle-hours", $"{throttle.WorkStart}-{throttle.WorkEnd}@{Days(throttle.WorkDays ?? [.. Weekdays.All.Take(5)])}"),
            ("--pre-script", Script(policy.PreScript)),
            ("--post-script", Script(policy.PostScript)),
            ("--script-timeout", Number((policy.PreScript ?? policy.PostScript)?.TimeoutSeconds ?? GroupDraft.UsualScriptTimeout)),
            ("--sla-hours", policy.SlaHours is { } hours ? Number(hours) : None),
            ("--time-zone", policy.TimeZone),
            ("--stale-days", Number(policy.StaleAfterDays)),
        ];
    }

    private static string Times(TimesInfo? times) => times is null ? None : string.Join(',', times.Times) + At(times.Days);

    private static string At(IReadOnlyList<string>? days) => days is null or { Count: 7 } ? "" : "@" + Days(days);

    private static string Days(IReadOnlyList<string> days) => Weekdays.Sorted(days) switch
    {
        { Count: 7 } => "daily",
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"] => "weekdays",
        ["Saturday", "Sunday"] => "weekend",
        var sorted => string.Join(',', sorted.Select(day => day[..3])),
    };

    private static string MonthDays(MonthDaysInfo days) => days.Numbers is { Count: > 0 } numbers
        ? string.Join(',', numbers.Select(number => number == 0 ? "last" : Number(number)))
        : $"{string.Join(',', (days.Weeks ?? []).Select(week => week.ToLowerInvariant()))}:{Days(days.Weekdays ?? [])}";

    private static string Duration(int minutes) => minutes % 60 == 0 ? Number(minutes / 60) + "h" : Number(minutes) + "m";

    private static string Script(ScriptInfo? script) => script is null ? None : JsonSerializer.Serialize(script.Arguments, GroupsJson.Default.IReadOnlyListString);

    private static string Limit(int? mbps) => mbps is { } limit ? Number(limit) : None;

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
