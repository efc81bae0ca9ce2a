using Holdfast.Contracts.Api.Reports;
using Holdfast.Protection.Reports;

namespace Holdfast.Server.Reports;

/// <summary>What a report covers, checked.</summary>
/// <param name="GroupName">Of the filter's group.</param>
/// <param name="Now">When it is made.</param>
internal sealed record ReportFrame(DateTimeOffset From, DateTimeOffset To, string Zone, ReportFilter Filter, string? GroupName, DateTimeOffset Now)
{
    /// <summary>More rows than people read, and still a file that programs open.</summary>
    internal const int MostRows = 20_000;

    internal ReportCalendar Calendar { get; } = new(Zone);

    /// <summary>A report over this frame; rows beyond the bound are cut off and told of.</summary>
    internal Report Report(
        string kind, string title, IReadOnlyList<ReportColumn> columns, IReadOnlyList<IReadOnlyList<ReportValue>> rows, IReadOnlyList<ReportTotal> totals, IReadOnlyList<ReportSeries> series,
        IReadOnlyList<string> notes, bool isCut = false) =>
        new(kind, title, From, To, Zone, Now, columns, rows.Count > MostRows ? [.. rows.Take(MostRows)] : rows, totals, series, isCut || rows.Count > MostRows, notes)
        {
            Group = GroupName, Server = Filter.Server,
        };

    /// <summary>A value for each day of the period, 0 where there is none.</summary>
    internal ReportSeries Daily(string id, string title, IEnumerable<(DateTimeOffset At, long Value)> values)
    {
        var sums = new Dictionary<DateOnly, long>();
        foreach (var (at, value) in values)
        {
            var day = Calendar.DayOf(at);
            sums[day] = sums.GetValueOrDefault(day) + value;
        }
        return new ReportSeries(id, title, ReportUnits.Count, [.. Calendar.Days(From, To < Now ? To : Now).Select(day => new ReportPoint(Calendar.StartOf(day), sums.GetValueOrDefault(day)))]);
    }
}
