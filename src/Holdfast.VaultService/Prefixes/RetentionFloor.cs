using System.Globalization;
using Holdfast.Contracts.Vault;

namespace Holdfast.VaultService.Prefixes;

/// <summary>
/// Which points of a datasource a vault does not let go of without its PIN: all that are younger than 7 days; one for each of the last 4 weeks (ISO), 3 months and for the
/// last year (UTC) where the server declared to keep such; and the last one of all. Where a week, month or year would lose all its points, its newest stays.
/// </summary>
/// <remarks>Weeks, months and years count back from now, so a week is held until all of it is 28 days old.</remarks>
public static class RetentionFloor
{
    public const int Days = 7, Weeks = 4, Months = 3, Years = 1;

    /// <summary>Those that stay even where all are to go.</summary>
    public static IReadOnlySet<string> Kept(IReadOnlyList<HeldPoint> points, SourceRetention? declared, DateTimeOffset now) =>
        Kept(points, points.Select(point => point.Name).ToHashSet(StringComparer.Ordinal), declared, now);

    /// <summary>Those of <paramref name="leaving"/> that must stay.</summary>
    /// <param name="points">All of the datasource that are not retired.</param>
    /// <param name="declared">Null where the server has declared nothing.</param>
    public static IReadOnlySet<string> Kept(IReadOnlyList<HeldPoint> points, IReadOnlySet<string> leaving, SourceRetention? declared, DateTimeOffset now)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var youngerThan = now.AddDays(-FloorOf(declared?.Days is > 0 ? declared.Days : Days, Days));
        foreach (var point in points)
            if (point.Created > youngerThan && leaving.Contains(point.Name)) kept.Add(point.Name);
        KeepOneEach(points.Where(point => point.Created > now.AddDays(-7 * FloorOf(declared?.Weeks, Weeks))), WeekOf, leaving, kept);
        KeepOneEach(points.Where(point => point.Created > now.AddMonths(-FloorOf(declared?.Months, Months))), MonthOf, leaving, kept);
        KeepOneEach(points.Where(point => point.Created > now.AddYears(-FloorOf(declared?.Years, Years))), point => point.Created.UtcDateTime.Year, leaving, kept);
        KeepOneEach(points, _ => 0, leaving, kept);
        return kept;
    }

    /// <summary>True where the vault wants its PIN for a declaration: it drops a kind that was kept, or keeps less of a kind than the floor.</summary>
    public static bool NeedsPin(SourceRetention? before, SourceRetention declared) =>
        IsBelow(before?.Days, declared.Days, Days) || IsBelow(before?.Weeks, declared.Weeks, Weeks)
        || IsBelow(before?.Months, declared.Months, Months) || IsBelow(before?.Years, declared.Years, Years);

    private static bool IsBelow(int? before, int declared, int floor) =>
        FloorOf(declared, floor) < FloorOf(before, floor) || (declared > 0 && declared < floor && declared != before);

    private static int FloorOf(int? declared, int floor) => Math.Min(declared ?? 0, floor);

    private static void KeepOneEach(IEnumerable<HeldPoint> points, Func<HeldPoint, int> period, IReadOnlySet<string> leaving, HashSet<string> kept)
    {
        foreach (var group in points.GroupBy(period))
        {
            if (group.Any(point => !leaving.Contains(point.Name) || kept.Contains(point.Name))) continue;
            kept.Add(group.MaxBy(point => (point.Created, point.Name))!.Name);
        }
    }

    private static int WeekOf(HeldPoint point)
    {
        var day = point.Created.UtcDateTime;
        return (ISOWeek.GetYear(day) * 100) + ISOWeek.GetWeekOfYear(day);
    }

    private static int MonthOf(HeldPoint point) => (point.Created.UtcDateTime.Year * 100) + point.Created.UtcDateTime.Month;
}
