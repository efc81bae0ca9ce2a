namespace Holdfast.Server.Catalog;

/// <summary>What became of a datasource on a day in UTC. Bit h of a mask is hour h.</summary>
internal sealed record SourceDayRow
{
    public string SourceId { get; init; } = "";

    /// <summary>Days since 1970-01-01.</summary>
    public int Day { get; init; }

    public int DueHours { get; init; }

    public int DiskHours { get; init; }

    public int VaultHours { get; init; }

    public int FailedHours { get; init; }

    /// <summary>What its jobs added to the pool.</summary>
    public long BytesStored { get; init; }
}
