using System.Globalization;
using System.Text;
using System.Text.Json;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Output;

namespace Holdfast.Commands.Groups;

/// <summary>A policy in words, the parts that say something.</summary>
internal static class PolicyText
{
    internal static void Write(TextWriter text, PolicyInfo policy)
    {
        Line("synchronized", policy.SynchronizationMinutes is { } minutes ? $"every {Duration(minutes)}" : "just before each recovery point");
        Line("points", Times(policy.RecoveryPoints));
        if (policy.ExpressFull is not null) Line("express full", Times(policy.ExpressFull));
        if (policy.Online is { } online) WriteOnline(online);
        if (policy.ReplicaCreation is { Method: not "now" } replica) Line("first copy", replica.Method == "later" ? $"later: {replica.Later}" : "by hand (`source seed`)");
        if (policy.ConsistencyCheck is { } check)
            Line("checked", (check.WhenInconsistent ? "when inconsistent" : "not by itself")
                + (check.Schedule is { } schedule ? $", {Times(schedule)}{(check.LongestMinutes is { } most ? $", at most {Duration(most)}" : "")}" : ""));
        if (policy.Drills is { } drills) Line("drills", drills.MonthDays is { } days ? $"{string.Join(", ", drills.Times)} {MonthDays(days)}" : Times(drills));
        if (policy.BackupWindow is { } window) Line("window", $"{window.Start} for {Duration(window.Minutes)}, {Days(window.Days)}");
        Line("time zone", policy.TimeZone + (policy.StartOffsetMinutes > 0 ? $", starts {policy.StartOffsetMinutes} min later" : ""));
        if (!policy.Compress) Line("compressed", "no");
        if (policy.Throttle is { } throttle)
            Line("throttle", $"{Limit(throttle.WorkMbps)} {throttle.WorkStart}-{throttle.WorkEnd} {Days(throttle.WorkDays)}, otherwise {Limit(throttle.OtherMbps)}");
        if (policy.PreScript is { } pre) Line("pre-script", Script(pre));
        if (policy.PostScript is { } post) Line("post-script", Script(post));
        if (policy.SlaHours is { } hours) Line("promised", $"a recovery point every {Quantity.Of(hours, "hour", "hours")}");
        foreach (var container in policy.AutoProtect ?? []) Line("joins itself", $"what is in {container.Path}{(container.Server is { } server ? $" on {server}" : "")}{(container.Options is { Count: > 0 } options ? $" ({string.Join(", ", options.Select(option => $"{option.Key}={option.Value}"))})" : "")}");

        void WriteOnline(OnlineInfo goal)
        {
            Line("sent", goal.Schedule is null ? "as soon as a point is made" : Times(goal.Schedule));
            if (goal.Weekly is { } weekly) Line("weekly", $"{Quantity.Of(weekly.Weeks, "week", "weeks")}, {Days(weekly.Days)}");
            if (goal.Monthly is { } monthly) Line("monthly", $"{Quantity.Of(monthly.Months, "month", "months")}, {MonthDays(monthly.Days)}");
            if (goal.Yearly is { } yearly) Line("yearly", $"{Quantity.Of(yearly.Years, "year", "years")}, {Months(yearly.Months)}, {MonthDays(yearly.Days)}");
        }

        void Line(string name, string value) => GroupText.Line(text, name, value);
    }

    /// <summary>recoveryPoint as "recovery point".</summary>
    internal static string Words(string name)
    {
        var words = new StringBuilder();
        foreach (var c in name) words.Append(char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c);
        return words.ToString();
    }

    private static string Times(TimesInfo? times) => times is null ? "on request" : $"{string.Join(", ", times.Times)} {Days(times.Days)}";

    private static string Days(IReadOnlyList<string>? days) => days is null or { Count: 7 } ? "daily" : string.Join(", ", days.Select(day => day[..3]));

    private static string MonthDays(MonthDaysInfo days) => days.Numbers is { Count: > 0 } numbers
        ? "day " + string.Join(", ", numbers.Select(number => number == 0 ? "last" : number.ToString(CultureInfo.InvariantCulture)))
        : $"{string.Join(", ", days.Weeks ?? []).ToLowerInvariant()} {Days(days.Weekdays ?? [])}";

    private static string Months(IReadOnlyList<int> months) => string.Join(", ", months.Select(month => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month)));

    private static string Duration(int minutes) => minutes % 60 == 0 ? $"{minutes / 60} h" : $"{minutes} min";

    private static string Limit(int? mbps) => mbps is { } limit ? $"{limit} Mbit/s" : "no limit";

    private static string Script(ScriptInfo script) => $"{JsonSerializer.Serialize(script.Arguments, GroupsJson.Default.IReadOnlyListString)}, at most {script.TimeoutSeconds} s";
}
