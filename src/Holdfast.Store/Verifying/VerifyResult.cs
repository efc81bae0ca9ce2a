using Holdfast.Format.Chunks;

namespace Holdfast.Store.Verifying;

/// <summary>What a verification read and found.</summary>
/// <param name="Lost">Chunks that points need and of which no good copy is here: what is to be healed.</param>
public sealed record VerifyResult(
    long PacksChecked, long ChunksChecked, long PointsChecked, long BytesChecked, IReadOnlyList<FoundDamage> Damages, IReadOnlyCollection<ChunkId> Lost);
