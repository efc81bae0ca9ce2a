using System.Globalization;
using Holdfast.Console.Pages.Protection.Wizard;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Api.Insight;

namespace Holdfast.Console.Pages.Protection;

/// <summary>What a policy promises, in plain words.</summary>
internal static class GoalWords
{
    internal static string Of(GroupSummary group, Texts texts) =>
        group.Policy.Online is null && group.OnlineMembers > 0 ? OfSomeOnline(group.Policy, group.OnlineRetentionDays, texts) : Of(group.Policy, texts);

    /// <summary>Where members go to the vault by their own setting, not by their group's.</summary>
    internal static string OfSomeOnline(PolicyInfo policy, int days, Texts texts) => $"{Disk(policy, texts)}; {texts["some members to the vault, kept {0}", Days(days, texts)]}.";

    internal static string Of(PolicyInfo policy, Texts texts) =>
        $"{Disk(policy, texts)}; {(policy.Online is { } goal ? Vault(goal, texts) : texts["not sent to the vault"])}.";

    /// <summary>"Every 15 minutes, points at 08:00 and 18:00 every day, kept 14 days on disk".</summary>
    internal static string Disk(PolicyInfo policy, Texts texts)
    {
        var points = policy.RecoveryPoints is { } times ? texts["points at {0} {1}", string.Join(", ", times.Times), Weekdays.Words(times.Days, texts)] : texts["points on request only"];
        var kept = texts["kept {0} on disk", Days(policy.RetentionDays, texts)];
        return policy.SynchronizationMinutes is { } minutes ? $"{texts["Synchronized every {0}", Duration(minutes, texts)]}, {points}, {kept}" : $"{Capital(points)}, {kept}";
    }

    internal static string Vault(OnlineInfo goal, Texts texts)
    {
        var sent = goal.Schedule is { } times ? texts["to the vault at {0} {1}", string.Join(", ", times.Times), Weekdays.Words(times.Days, texts)] : texts["to the vault with every point"];
        List<string> kept = [];
        if (goal.DailyDays > 0) kept.Add(Days(goal.DailyDays, texts));
        if (goal.Weekly is { } weekly) kept.Add(weekly.Weeks == 1 ? texts["1 week"] : texts["{0} weeks", weekly.Weeks]);
        if (goal.Monthly is { } monthly) kept.Add(monthly.Months == 1 ? texts["1 month"] : texts["{0} months", monthly.Months]);
        if (goal.Yearly is { } yearly) kept.Add(yearly.Years == 1 ? texts["1 year"] : texts["{0} years", yearly.Years]);
        return texts["{0}, kept {1}", sent, string.Join(", ", kept)];
    }

    /// <summary>"03:00 Sunday", "03:00 on days 1, last of the month".</summary>
    internal static string Times(TimesInfo times, Texts texts) => $"{string.Join(", ", times.Times)} {(times.MonthDays is { } days ? MonthDays(days, texts) : Weekdays.Words(times.Days, texts))}";

    private static string MonthDays(MonthDaysInfo days, Texts texts)
    {
        if (days.Numbers is { Count: > 0 } numbers)
            return texts["on these days of the month: {0}", string.Join(", ", numbers.Select(number => number == 0 ? texts["Last"] : number.ToString(CultureInfo.InvariantCulture)))];
        return texts["each {0} {1} of the month", string.Join(", ", (days.Weeks ?? []).Select(week => texts[week])), Weekdays.Words(days.Weekdays, texts)];
    }

    internal static string Days(int days, Texts texts) => days == 1 ? texts["1 day"] : texts["{0} days", days];

    internal static string Duration(int minutes, Texts texts) => minutes == 60 ? texts["hour"] : minutes == 1440 ? texts["day"] : minutes % 60 == 0 ? texts["{0} hours", minutes / 60] : texts["{0} minutes", minutes];

    /// <summary>What a schedule is for.</summary>
    internal static string Schedule(string kind, Texts texts) => kind switch
    {
        "synchronization" => texts["Synchronization"],
        "recoveryPoint" => texts["Recovery point"],
        "expressFull" => texts["Express full backup"],
        "online" or "onlineRecoveryPoint" => texts["Online backup"],
        "consistencyCheck" => texts["Consistency check"],
        "replicaCreation" => texts["First copy"],
        "drill" or "drills" => texts["Restore drill"],
        "autoProtection" => texts["Look for new members"],
        _ => kind,
    };

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpper(words[0], CultureInfo.CurrentCulture) + words[1..];
}
