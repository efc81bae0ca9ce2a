namespace Holdfast.Contracts.Api.Reports;

/// <summary>A report that is sent by mail.</summary>
/// <param name="At">Time of day in the zone, HH:mm.</param>
/// <param name="Group">Name of the group; null: all.</param>
/// <param name="NextRun">When it is sent next.</param>
/// <param name="LastRun">When it was last due and taken on; null: never yet.</param>
/// <param name="LastResult">"sent", or why it was not sent to everybody; null: never yet, or it is being sent.</param>
public sealed record ReportScheduleInfo(
    string Id, string Kind, string Period, IReadOnlyList<string> Recipients, string Format, string At, string Zone, string? Group, string? Server, DateTimeOffset Created,
    DateTimeOffset NextRun, DateTimeOffset? LastRun, string? LastResult);
