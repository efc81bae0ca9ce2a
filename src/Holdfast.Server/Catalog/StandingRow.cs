namespace Holdfast.Server.Catalog;

/// <summary>As much of a datasource as its standing and its place in lists need.</summary>
internal sealed record StandingRow
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Server { get; init; } = "";

    public string Path { get; init; } = "";

    public string? GroupId { get; init; }

    public bool Online { get; init; }

    public string ReplicaState { get; init; } = ReplicaStates.Pending;

    public long ProtectedSince { get; init; }

    /// <summary>When its newest point was made, on disk or in the vault.</summary>
    public long? Newest { get; init; }
}
