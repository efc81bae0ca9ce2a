namespace Holdfast.Contracts.Api.Insight;

/// <summary>Something that could be protected.</summary>
/// <param name="Server">Production server; null for this computer.</param>
public sealed record EstimateMember(string Path, string? Server = null);
