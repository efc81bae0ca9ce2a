using Holdfast.Format.Chunks;

namespace Holdfast.Store.Index;

/// <summary>One chunk of a pack, as the pack's footer tells it.</summary>
public readonly record struct IndexEntry(
    ChunkId Id, uint Slot, uint Offset, uint StoredLength, uint PlainLength, ChunkKind Kind, ChunkCodec Codec);
