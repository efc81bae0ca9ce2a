using Holdfast.Protection.Schedules;
using NodaTime;

namespace Holdfast.Protection.Retention;

/// <summary>Gives each day that a weekly, monthly, or yearly rule chooses its one point.</summary>
internal static class KeptDays
{
    /// <summary>A chosen day without a point takes the first one of this many days after it: a run that was missed is caught up.</summary>
    internal const int DaysOfGrace = 6;

    /// <returns>For each point, in the same order, the days that chose it.</returns>
    internal static IReadOnlyList<KeptDay>[] Choose(List<HeldPoint> oldestFirst, RetentionGoal goal, DateTimeZone zone)
    {
        var chosen = new IReadOnlyList<KeptDay>[oldestFirst.Count];
        Array.Fill(chosen, []);
        foreach (var rule in RetentionCalendar.Rules(goal)) ChooseFor(rule, oldestFirst, zone, chosen);
        return chosen;
    }

    private static void ChooseFor(RetentionCalendar rule, List<HeldPoint> oldestFirst, DateTimeZone zone, IReadOnlyList<KeptDay>[] chosen)
    {
        var settled = LocalDate.MinIsoValue;
        for (var i = 0; i < oldestFirst.Count; i++)
        {
            var date = DateOf(oldestFirst[i], zone);
            if (i + 1 < oldestFirst.Count && DateOf(oldestFirst[i + 1], zone) == date && rule.Chooses(date)) continue;
            // The last chosen day not after this one; of several that passed without a point only the last is made up for.
            if (rule.LastChosen(date, DaysOfGrace) is not { } day || day <= settled) continue;
            settled = day;
            chosen[i] = [.. chosen[i], new KeptDay(rule.Label(day), rule.Until(day, zone))];
        }
    }

    private static LocalDate DateOf(HeldPoint point, DateTimeZone zone) => Zones.DateOf(zone, Instant.FromDateTimeOffset(point.Created));
}
