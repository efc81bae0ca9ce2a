namespace Holdfast.Store.Verifying;

/// <param name="SamplePercent">1…100: share of the packs whose records are read; footers and points are always checked whole.</param>
/// <param name="PointId">Only what one point reaches, or null for the repository.</param>
public sealed record VerifyOptions(int SamplePercent = 100, string? PointId = null);
