namespace Holdfast.Server.Catalog;

/// <summary>When scheduled work of one kind is due in a group.</summary>
internal sealed record ScheduleRow
{
    public string GroupId { get; init; } = "";

    public string Kind { get; init; } = "";

    /// <summary>Null: not any more.</summary>
    public long? Due { get; init; }

    public long? LastRun { get; init; }

    public string? LastResult { get; init; }
}
