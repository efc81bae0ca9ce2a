using Holdfast.Protection.Retention;

namespace Holdfast.Protection.Groups.Policy;

/// <summary>What an online goal may say. Days that are to be kept must be days on which points are made (DPM's error 33465).</summary>
internal static class OnlineGoalRule
{
    internal const int MostWeeks = 5_160, MostMonths = 1_188, MostYears = 99;

    internal static void Check(OnlineGoal goal, ViolationList found)
    {
        DayListRule.Schedule("online.schedule", goal.Schedule, GroupPolicyRule.MostOnlinePointsADay, found);
        found.Range("online.dailyDays", goal.DailyDays, 0, RetentionRule.LongestOnlineDays, "days");
        if (goal.DailyDays == 0 && goal is { Weekly: null, Monthly: null, Yearly: null }) found.Add("online.dailyDays", "No rule keeps any point.");
        if (goal.Weekly is { } weekly)
        {
            found.Range("online.weekly.weeks", weekly.Weeks, 1, MostWeeks, "weeks");
            DayListRule.Weekdays("online.weekly.days", weekly.Days, found);
            Coincide("online.weekly.days", weekly.Days, goal.Schedule, found);
        }
        if (goal.Monthly is { } monthly)
        {
            found.Range("online.monthly.months", monthly.Months, 1, MostMonths, "months");
            Days("online.monthly.days", monthly.Days, goal.Schedule, found);
        }
        if (goal.Yearly is { } yearly)
        {
            found.Range("online.yearly.years", yearly.Years, 1, MostYears, "years");
            Months(yearly.Months, found);
            Days("online.yearly.days", yearly.Days, goal.Schedule, found);
        }
        // A goal that is wrong anyway is not worth the count, and could be too large for it.
        if (found.All.Any(violation => violation.Field.StartsWith("online.", StringComparison.Ordinal))) return;
        var most = RetentionForecast.MostPoints(goal.Schedule, RetentionGoal.Of(goal));
        if (most > GroupPolicyRule.MostOnlinePoints)
            found.Add("online", $"The rules would keep {most:N0} points of each member; {GroupPolicyRule.MostOnlinePoints:N0} are allowed.");
    }

    private static void Months(IReadOnlyList<int> months, ViolationList found)
    {
        if (months.Count == 0) found.Add("online.yearly.months", "No month is named.");
        if (months.Any(month => month is < 1 or > 12)) found.Add("online.yearly.months", "Months are 1 to 12.");
        if (months.Distinct().Count() != months.Count) found.Add("online.yearly.months", "A month is named twice.");
    }

    private static void Days(string field, DayOfMonthChoice choice, WeeklyTimes schedule, ViolationList found)
    {
        DayListRule.Month(field, choice, found);
        // A day by its number falls on every day of the week in turn.
        Coincide(field, choice.Numbers.Count > 0 ? Enum.GetValues<DayOfWeek>() : choice.Weekdays, schedule, found);
    }

    private static void Coincide(string field, IReadOnlyList<DayOfWeek> days, WeeklyTimes schedule, ViolationList found)
    {
        var missing = days.Where(day => !schedule.Days.Contains(day)).ToList();
        if (missing.Count > 0) found.Add(field, $"Points that are to be kept must be made: the online schedule lacks {string.Join(", ", missing)}.");
    }
}
