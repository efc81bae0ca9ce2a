namespace Holdfast.Server.Catalog;

/// <summary>What an ended backup tells of those to come.</summary>
internal sealed record JobSampleRow
{
    public string SourceId { get; init; } = "";

    public long Created { get; init; }

    public long BytesRead { get; init; }

    public long BytesChanged { get; init; }

    public long BytesStored { get; init; }

    public long BytesDeduplicated { get; init; }

    public long DurationMs { get; init; }

    /// <summary>What its point would bring back; 0 where it made none, or it is gone.</summary>
    public long SourceBytes { get; init; }
}
