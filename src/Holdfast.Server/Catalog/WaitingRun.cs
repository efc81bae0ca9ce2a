namespace Holdfast.Server.Catalog;

/// <summary>Work of a datasource that was due while its server was away.</summary>
internal sealed record WaitingRun
{
    public string SourceId { get; init; } = "";

    public string Kind { get; init; } = "";

    public long Since { get; init; }
}
