namespace Holdfast.Server.Catalog;

/// <summary>An alert in the catalog; active while <see cref="Resolved"/> is null.</summary>
internal sealed record AlertRow
{
    public string Id { get; init; } = "";

    public string Severity { get; init; } = "";

    public int Code { get; init; }

    public string Subject { get; init; } = "";

    public string Message { get; init; } = "";

    public string Remedy { get; init; } = "";

    public long Created { get; init; }

    public long LastSeen { get; init; }

    public long? Resolved { get; init; }
}
