using System.Globalization;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Protection.Reports;

namespace Holdfast.Server.Reports.Files;

/// <summary>Values as people read them on paper: binary units, times in the report's zone.</summary>
internal sealed class ReportText(string zone)
{
    private static readonly string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
    private readonly ReportCalendar calendar = new(zone);

    internal string Of(ReportValue value, string? unit)
    {
        if (value.IsEmpty) return "–";
        if (value.Number is not { } number) return unit == ReportUnits.Time && Time(value.Text!) is { } time ? Of(time) : value.Text!;
        return unit switch
        {
            ReportUnits.Bytes => Bytes(number),
            ReportUnits.Percent => number.ToString("0.##", CultureInfo.InvariantCulture) + " %",
            ReportUnits.Milliseconds => TimeSpan.FromMilliseconds((double)number).ToString(number < 86_400_000 ? @"h\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture),
            ReportUnits.Hours => number.ToString("0.##", CultureInfo.InvariantCulture) + " h",
            ReportUnits.Days => number.ToString("0.##", CultureInfo.InvariantCulture) + " d",
            _ => number.ToString("#,0.##", CultureInfo.InvariantCulture).Replace(',', ' '),
        };
    }

    internal string Of(DateTimeOffset time) => calendar.LocalOf(time).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    internal string Day(DateTimeOffset time) => calendar.DayOf(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string Bytes(decimal bytes)
    {
        var unit = 0;
        var amount = Math.Abs(bytes);
        for (; amount >= 1024 && unit < units.Length - 1; unit++) amount /= 1024;
        return $"{(bytes < 0 ? "-" : "")}{amount.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture)} {units[unit]}";
    }
}
