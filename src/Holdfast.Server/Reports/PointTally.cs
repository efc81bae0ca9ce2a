namespace Holdfast.Server.Reports;

/// <summary>The recovery points of one datasource that were made in a period and are still there.</summary>
internal sealed record PointTally
{
    public string SourceId { get; init; } = "";

    public long Points { get; init; }

    /// <summary>Size of the newest of all, in bytes.</summary>
    public long Bytes { get; init; }
}
