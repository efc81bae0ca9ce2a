namespace Holdfast.Server.Engine;

/// <summary>Which point to read and from where. <paramref name="ExternalServerId"/> names another server of a vault, or is null.</summary>
public sealed record PointRef(string PointId, bool Online, string? ExternalServerId = null);
