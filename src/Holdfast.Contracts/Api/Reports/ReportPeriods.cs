namespace Holdfast.Contracts.Api.Reports;

/// <summary>How often a report is sent. Each covers the whole week, month, quarter, or year that has just ended.</summary>
public static class ReportPeriods
{
    /// <summary>On Mondays.</summary>
    public const string Weekly = "weekly";

    /// <summary>On the first of each month.</summary>
    public const string Monthly = "monthly";

    /// <summary>On the first of January, April, July, October.</summary>
    public const string Quarterly = "quarterly";

    /// <summary>On the first of January.</summary>
    public const string Yearly = "yearly";

    public static IReadOnlyList<string> All { get; } = [Weekly, Monthly, Quarterly, Yearly];
}
