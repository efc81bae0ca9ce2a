namespace Holdfast.Contracts.Api;

/// <summary>What a verification read and found.</summary>
/// <param name="Healed">Damages that were repaired from the other copy.</param>
/// <param name="NotHealed">Damages that remain.</param>
public sealed record VerificationResult(
    long PacksChecked, long ChunksChecked, long PointsChecked, long BytesChecked, long Healed, long NotHealed, IReadOnlyList<DamageInfo> Damages);
