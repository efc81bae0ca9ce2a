using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;

namespace Holdfast.Store.Index;

/// <summary>Where one copy of a chunk lies. <see cref="Offset"/>, <see cref="StoredLength"/> and <see cref="PlainLength"/> are bytes.</summary>
public readonly record struct ChunkLocation(
    PackId Pack, uint Slot, uint Offset, uint StoredLength, uint PlainLength, ChunkKind Kind, ChunkCodec Codec);
