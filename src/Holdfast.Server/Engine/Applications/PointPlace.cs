namespace Holdfast.Server.Engine.Applications;

/// <summary>Where points lie: the pool, the vault, or another server's copy in a vault.</summary>
public sealed record PointPlace(bool Online = false, string? ExternalServerId = null)
{
    public static PointPlace Pool { get; } = new();
}
