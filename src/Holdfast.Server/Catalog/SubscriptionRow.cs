namespace Holdfast.Server.Catalog;

/// <summary>Who gets mail about which alerts. Lists are JSON; empty ones do not filter.</summary>
internal sealed record SubscriptionRow
{
    public string Id { get; init; } = "";

    public string Address { get; init; } = "";

    public string Severities { get; init; } = "[]";

    public string Types { get; init; } = "[]";

    public string GroupIds { get; init; } = "[]";

    public long Created { get; init; }
}
