namespace Holdfast.Protection.Days;

/// <summary>
/// Decides what each day was for a datasource. What was made counts on the day on which it was made; a failure counts where nothing was made; a run that was due is missed
/// where nothing was made within <see cref="HoursOfGrace"/> hours and nothing failed: so a run of shortly before midnight is not missed because it ended after it.
/// </summary>
public static class DayOutcomeRule
{
    public const int HoursOfGrace = 12;

    /// <param name="marks">Of one datasource, each day at most once, in any order. What lies outside of the calendar does not count, but for what was made late.</param>
    /// <param name="memberSinceHour">The hour since 1970-01-01 in which it became a member; 0 where that is not known; null where it is no member.</param>
    /// <param name="isAtWork">A job of it is queued or runs: what was due a short while ago is on its way.</param>
    public static IReadOnlyList<DayOutcome> Judge(IReadOnlyCollection<DayMarks> marks, DayCalendar calendar, int? memberSinceHour, bool isAtWork)
    {
        var (first, last) = calendar.UtcDays;
        // A day more at the end, so that the hours of grace need no care.
        var byDay = new DayMarks[last - first + 2];
        foreach (var day in marks)
            if (day.Day >= first && day.Day <= last + 1) byDay[day.Day - first] = day;
        var offset = first * 24;
        var outcomes = new DayOutcome[calendar.Days.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            var (from, end) = calendar.Hours(i);
            outcomes[i] = Judge(byDay, from - offset, end - offset, calendar.NowHour - offset, memberSinceHour - offset, isAtWork);
        }
        return outcomes;
    }

    private static DayOutcome Judge(DayMarks[] byDay, int from, int end, int now, int? memberSince, bool isAtWork)
    {
        bool disk = false, vault = false, failed = false, missed = false;
        for (var hour = from; hour < end; hour++)
        {
            var (day, bit) = (byDay[hour / 24], 1 << hour % 24);
            disk |= (day.Disk & bit) != 0;
            vault |= (day.Vault & bit) != 0;
            failed |= (day.Failed & bit) != 0;
            missed |= (day.Due & bit) != 0 && !IsMade(byDay, hour) && !(isAtWork && now - hour <= HoursOfGrace);
        }
        if (disk) return vault ? DayOutcome.Both : DayOutcome.Disk;
        if (vault) return DayOutcome.Vault;
        if (failed) return DayOutcome.Failed;
        if (missed) return DayOutcome.Missed;
        return end > memberSince ? DayOutcome.NotDue : DayOutcome.None;
    }

    private static bool IsMade(DayMarks[] byDay, int due)
    {
        for (var hour = due; hour <= due + HoursOfGrace && hour < byDay.Length * 24; hour++)
            if ((byDay[hour / 24].Disk & 1 << hour % 24) != 0) return true;
        return false;
    }
}
