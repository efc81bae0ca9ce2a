namespace Holdfast.Server.Engine;

/// <summary>What verify found. Every damage names pack, chunk, points and items as far as they are known.</summary>
public sealed record VerifyOutcome(long PacksChecked, long ChunksChecked, long PointsChecked, long BytesChecked, IReadOnlyList<Damage> Damages, long Healed, long NotHealed);
