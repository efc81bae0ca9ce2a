namespace Holdfast.Contracts.Api;

/// <summary>Active alerts by severity.</summary>
public sealed record AlertCounts(int Critical, int Warning, int Informational);
