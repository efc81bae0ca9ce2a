using System.Globalization;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api.Reports;

namespace Holdfast.Console.Pages.Reports;

/// <summary>Values of reports in words.</summary>
internal static class ReportText
{
    internal static string Of(ReportValue value, string? unit, Texts texts) => value.Number is { } number ? Of(number, unit, texts) : value.ToString();

    /// <summary>A number with its unit.</summary>
    internal static string Of(decimal number, string? unit, Texts texts) => unit switch
    {
        ReportUnits.Bytes => ByteWords.Of((long)number),
        ReportUnits.Percent => number.ToString("0.#", CultureInfo.InvariantCulture) + " %",
        ReportUnits.Milliseconds => TimeWords.Duration(TimeSpan.FromMilliseconds((double)number)),
        ReportUnits.Hours => texts["{0} hours", number.ToString("0.#", CultureInfo.InvariantCulture)],
        ReportUnits.Days => texts["{0} days", number.ToString("0.#", CultureInfo.InvariantCulture)],
        _ when number == decimal.Truncate(number) => ByteWords.Count((long)number),
        _ => number.ToString("0.##", CultureInfo.InvariantCulture),
    };

    internal static bool IsRight(string? unit) => unit is not (null or ReportUnits.Time or ReportUnits.Date);
}
