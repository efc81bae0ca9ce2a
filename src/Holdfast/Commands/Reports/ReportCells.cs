using System.Globalization;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Output;

namespace Holdfast.Commands.Reports;

/// <summary>Values of a report as people read them on a terminal.</summary>
internal static class ReportCells
{
    internal static bool IsNumber(string? unit) => unit is not null and not ReportUnits.Time and not ReportUnits.Date;

    internal static string Text(ReportValue value, string? unit)
    {
        if (value.IsEmpty) return "–";
        if (value.Number is not { } number)
            return unit == ReportUnits.Time && DateTimeOffset.TryParse(value.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? Quantity.Time(time) : value.Text!;
        return unit switch
        {
            ReportUnits.Bytes => Quantity.Bytes((long)number),
            ReportUnits.Milliseconds => Quantity.Duration((long)number),
            ReportUnits.Percent => number.ToString(CultureInfo.InvariantCulture) + " %",
            ReportUnits.Hours => number.ToString(CultureInfo.InvariantCulture) + " h",
            ReportUnits.Days => number.ToString(CultureInfo.InvariantCulture) + " d",
            _ => number.ToString(CultureInfo.InvariantCulture),
        };
    }
}
