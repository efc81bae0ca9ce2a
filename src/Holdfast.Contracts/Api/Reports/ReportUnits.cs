namespace Holdfast.Contracts.Api.Reports;

/// <summary>What the values of a column mean. A column without a unit holds text for people.</summary>
public static class ReportUnits
{
    public const string Bytes = "bytes";

    public const string Count = "count";

    public const string Percent = "percent";

    public const string Milliseconds = "ms";

    public const string Hours = "hours";

    public const string Days = "days";

    /// <summary>RFC 3339 in UTC.</summary>
    public const string Time = "time";

    /// <summary>YYYY-MM-DD in the report's zone.</summary>
    public const string Date = "date";
}
