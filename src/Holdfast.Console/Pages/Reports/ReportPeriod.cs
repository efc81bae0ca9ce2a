using System.Globalization;

namespace Holdfast.Console.Pages.Reports;

/// <summary>Which time a report covers, as the address says it: the last days, or from one day to another.</summary>
internal static class ReportPeriod
{
    internal const int DefaultDays = 30;
    internal static readonly int[] Spans = [7, DefaultDays, 90, 365];

    /// <summary>Begin and end; a day that is named is covered whole.</summary>
    /// <param name="midnight">The begin of a day in the reader's zone.</param>
    internal static (DateTimeOffset From, DateTimeOffset To) Of(int? days, string? from, string? to, DateTimeOffset now, Func<DateOnly, DateTimeOffset> midnight)
    {
        var first = Day(from) is { } begin ? midnight(begin) : (DateTimeOffset?)null;
        var end = Day(to) is { } last && last < DateOnly.MaxValue ? midnight(last.AddDays(1)) : now;
        return (first is { } named && named < end ? named : end.AddDays(-Math.Clamp(days ?? DefaultDays, 1, 366)), end);
    }

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
