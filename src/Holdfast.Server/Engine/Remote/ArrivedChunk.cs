using Holdfast.Format.Chunks;

namespace Holdfast.Server.Engine.Remote;

/// <summary>A chunk as an agent announces it; the lengths have been checked against the format's bounds, the rest has not.</summary>
public readonly record struct ArrivedChunk(ChunkId Id, ChunkKind Kind, ChunkCodec Codec, int PlainLength);
