namespace Holdfast.Server.Reports.Mail;

/// <summary>A report that is still to be sent to one recipient.</summary>
internal sealed record ReportDeliveryRow
{
    public string Id { get; init; } = "";

    public string ScheduleId { get; init; } = "";

    public string Recipient { get; init; } = "";

    public long PeriodFrom { get; init; }

    public long PeriodTo { get; init; }

    public long Created { get; init; }

    public long Due { get; init; }

    public int Attempts { get; init; }
}
