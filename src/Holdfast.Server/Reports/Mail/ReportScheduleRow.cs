namespace Holdfast.Server.Reports.Mail;

/// <summary>A report that is sent again and again, as the catalog has it.</summary>
internal sealed record ReportScheduleRow
{
    public string Id { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Period { get; init; } = "";

    /// <summary>JSON list.</summary>
    public string Recipients { get; init; } = "[]";

    public string Format { get; init; } = "";

    /// <summary>Minutes since midnight.</summary>
    public int AtMinutes { get; init; }

    public string Zone { get; init; } = "";

    public string? GroupId { get; init; }

    public string? Server { get; init; }

    public long Created { get; init; }

    public long Due { get; init; }

    public long? LastRun { get; init; }

    public string? LastResult { get; init; }

    internal TimeOnly At => new(AtMinutes / 60, AtMinutes % 60);
}
