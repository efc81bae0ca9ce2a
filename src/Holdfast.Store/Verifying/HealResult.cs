using Holdfast.Format.Chunks;

namespace Holdfast.Store.Verifying;

/// <summary>What was repaired, and what was not with the reason.</summary>
public sealed record HealResult(IReadOnlySet<ChunkId> Chunks, IReadOnlyDictionary<ChunkId, string> NotHealed, IReadOnlyList<string> Points);
