namespace Holdfast.Server.Catalog;

/// <summary>An error of a job in the catalog.</summary>
internal sealed record JobErrorRow
{
    public string JobId { get; init; } = "";

    public int Position { get; init; }

    public int Code { get; init; }

    public string Message { get; init; } = "";

    public string Remedy { get; init; } = "";

    public string? Item { get; init; }
}
