namespace Holdfast.Protection.Reports;

/// <summary>How often a report is due.</summary>
public enum ReportCycle
{
    /// <summary>On Mondays.</summary>
    Weekly,

    /// <summary>On the first of each month.</summary>
    Monthly,

    /// <summary>On the first of January, April, July, October.</summary>
    Quarterly,

    /// <summary>On the first of January.</summary>
    Yearly,
}
