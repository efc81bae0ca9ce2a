namespace Holdfast.Server.Catalog;

/// <summary>How many recovery points a datasource has, and the oldest and newest of them.</summary>
internal sealed record PointSummary
{
    internal static readonly PointSummary None = new();

    public string SourceId { get; init; } = "";

    public long OnDisk { get; init; }

    public long Online { get; init; }

    public long? FirstOnDiskCreated { get; init; }

    public string? LastOnDisk { get; init; }

    public long? LastOnDiskCreated { get; init; }

    public string? LastOnline { get; init; }

    public long? LastOnlineCreated { get; init; }
}
