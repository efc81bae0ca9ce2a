namespace Holdfast.Contracts.Api.Reports;

/// <summary>A report over a period.</summary>
/// <param name="Kind">One of <see cref="ReportKinds"/>.</param>
/// <param name="To">The period ends before this.</param>
/// <param name="Zone">IANA name of the zone that days are counted in.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Rows">One value for each column.</param>
/// <param name="Series">For charts; may be empty.</param>
/// <param name="IsCut">There are more rows than a report holds: choose a group, a server, or a shorter period.</param>
/// <param name="Notes">What a reader has to know to read the figures right, in sentences.</param>
public sealed record Report(
    string Kind, string Title, DateTimeOffset From, DateTimeOffset To, string Zone, DateTimeOffset Created, IReadOnlyList<ReportColumn> Columns,
    IReadOnlyList<IReadOnlyList<ReportValue>> Rows, IReadOnlyList<ReportTotal> Totals, IReadOnlyList<ReportSeries> Series, bool IsCut, IReadOnlyList<string> Notes)
{
    /// <summary>Only this protection group (its name); null: all.</summary>
    public string? Group { get; init; }

    /// <summary>Only this production server; null: all.</summary>
    public string? Server { get; init; }
}
