namespace Holdfast.Server.Catalog;

/// <summary>A restore drill and what it found.</summary>
internal sealed record DrillRow
{
    /// <summary>Of its job.</summary>
    public string Id { get; init; } = "";

    public string SourceId { get; init; } = "";

    public string SourceName { get; init; } = "";

    public string SourcePath { get; init; } = "";

    public string Server { get; init; } = "";

    public string PointId { get; init; } = "";

    public long PointCreated { get; init; }

    public long Ended { get; init; }

    /// <summary>planned, read, opened, compared.</summary>
    public string Depth { get; init; } = "";

    public bool Sound { get; init; }

    /// <summary>JSON list.</summary>
    public string Findings { get; init; } = "[]";

    public long? RecoveryMs { get; init; }

    public bool Online { get; init; }
}
