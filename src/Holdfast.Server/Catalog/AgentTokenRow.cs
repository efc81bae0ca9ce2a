namespace Holdfast.Server.Catalog;

/// <summary>An enrolment token in the catalog.</summary>
internal sealed record AgentTokenRow
{
    public string Id { get; init; } = "";

    public string SecretHash { get; init; } = "";

    public string? Host { get; init; }

    public long Created { get; init; }

    public long Expires { get; init; }

    public long? Used { get; init; }

    /// <summary>Name of the agent.</summary>
    public string? UsedBy { get; init; }

    public long? Revoked { get; init; }
}
