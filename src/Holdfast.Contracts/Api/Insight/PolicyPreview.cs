namespace Holdfast.Contracts.Api.Insight;

/// <summary>What exists at the end of the time that was asked for.</summary>
/// <param name="Days">Every day of that time, the oldest first.</param>
/// <param name="DiskPoints">Recovery points of one datasource on disk at its end.</param>
/// <param name="VaultPoints">The same in the vault.</param>
public sealed record PolicyPreview(IReadOnlyList<PreviewDay> Days, int DiskPoints, int VaultPoints);
