namespace Holdfast.Server.Engine;

/// <summary>One recovery point as the repository knows it.</summary>
public sealed record PointState(
    string Id, string SourceId, string SourceName, string SourcePath, string Server, DateTimeOffset Created, long Items, long ItemsFailed, long Bytes, bool Online)
{
    /// <summary>Kind of the datasource.</summary>
    public string Kind { get; init; } = "files";

    /// <summary>What its backup was, where the datasource is an application.</summary>
    public ApplicationFacts? Application { get; init; }
}
