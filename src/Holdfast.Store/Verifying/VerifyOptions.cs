using Holdfast.Format.Packs;

namespace Holdfast.Store.Verifying;

/// <param name="SamplePercent">1…100: share of the packs whose records are read; footers and points are always checked whole.</param>
/// <param name="PointId">Only what one point reaches, or null for the repository.</param>
/// <param name="Packs">Only the records of these packs (which somebody said are damaged), and whether points lack anything; null for all.</param>
public sealed record VerifyOptions(int SamplePercent = 100, string? PointId = null, IReadOnlyCollection<PackId>? Packs = null);
