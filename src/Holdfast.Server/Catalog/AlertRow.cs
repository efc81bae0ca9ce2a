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

    /// <summary>Empty in rows of a version that knew no types.</summary>
    public string Type { get; init; } = "";

    /// <summary>Of the datasource that the alert is about; not kept with the alert.</summary>
    public string? Server { get; init; }

    /// <summary>Of the datasource that the alert is about; not kept with the alert.</summary>
    public string? GroupId { get; init; }

    public string? GroupName { get; init; }
}
