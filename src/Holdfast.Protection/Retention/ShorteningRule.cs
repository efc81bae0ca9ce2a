using Holdfast.Protection.Groups.Policy;

namespace Holdfast.Protection.Retention;

/// <summary>Tells whether a changed policy may let points go that the present one keeps: that needs more than being signed in.</summary>
public static class ShorteningRule
{
    public static bool IsShorter(GroupPolicy present, GroupPolicy changed) =>
        changed.ShortTerm.RetentionDays < present.ShortTerm.RetentionDays || IsShorter(present.Online, changed.Online);

    private static bool IsShorter(OnlineGoal? present, OnlineGoal? changed)
    {
        if (present is null) return false;
        // Without an online goal nothing more is sent, but what is there expires by the default range.
        if (changed is null) return true;
        return changed.DailyDays < present.DailyDays
            || IsShorter(present.Weekly, changed.Weekly, (one, other) => other.Weeks < one.Weeks || one.Days.Except(other.Days).Any())
            || IsShorter(present.Monthly, changed.Monthly, (one, other) => other.Months < one.Months || !one.Days.Equals(other.Days))
            || IsShorter(present.Yearly, changed.Yearly, (one, other) => other.Years < one.Years || one.Months.Except(other.Months).Any() || !one.Days.Equals(other.Days));
    }

    private static bool IsShorter<T>(T? present, T? changed, Func<T, T, bool> isShorter)
        where T : class => present is not null && (changed is null || isShorter(present, changed));
}
