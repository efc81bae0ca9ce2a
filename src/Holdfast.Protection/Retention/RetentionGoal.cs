using Holdfast.Protection.Groups.Policy;

namespace Holdfast.Protection.Retention;

/// <summary>How long points of one place are kept: on disk a number of days, in the vault by grandfather, father, and son.</summary>
/// <param name="Days">Every point is kept this long; 0: only what the other rules keep.</param>
public sealed record RetentionGoal(int Days, WeeklyRetention? Weekly = null, MonthlyRetention? Monthly = null, YearlyRetention? Yearly = null)
{
    public static RetentionGoal Disk(int days) => new(days);

    public static RetentionGoal Of(ShortTermGoal goal) => new(goal.RetentionDays);

    public static RetentionGoal Of(OnlineGoal goal) => new(goal.DailyDays, goal.Weekly, goal.Monthly, goal.Yearly);
}
