namespace Holdfast.Server.Reports;

/// <summary>Jobs of one datasource that ended in one state.</summary>
internal sealed record JobTally
{
    public string SourceId { get; init; } = "";

    public string State { get; init; } = "";

    public long Jobs { get; init; }

    public long Items { get; init; }

    public long ItemsFailed { get; init; }

    public long BytesRead { get; init; }

    public long BytesStored { get; init; }

    public long BytesSent { get; init; }

    public long Last { get; init; }
}
