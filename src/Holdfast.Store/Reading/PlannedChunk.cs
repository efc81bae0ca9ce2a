using Holdfast.Format.Chunks;
using Holdfast.Store.Index;

namespace Holdfast.Store.Reading;

/// <summary>A chunk and the copy of it that is read.</summary>
internal readonly record struct PlannedChunk(ChunkId Id, ChunkLocation At);
