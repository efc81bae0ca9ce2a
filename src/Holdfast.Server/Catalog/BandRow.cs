namespace Holdfast.Server.Catalog;

/// <summary>A job that has ended, or several of one group, type, and time, on the axis of time.</summary>
internal sealed record BandRow
{
    /// <summary>Null for several.</summary>
    public string? Id { get; init; }

    public string? SourceId { get; init; }

    public string? Name { get; init; }

    public string? GroupId { get; init; }

    public string Type { get; init; } = "";

    /// <summary>0 succeeded, 1 with warnings, 2 cancelled, 3 failed: of several the worst.</summary>
    public int Result { get; init; }

    public long Start { get; init; }

    public long End { get; init; }

    public long Count { get; init; }
}
