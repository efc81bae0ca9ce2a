namespace Holdfast.Format.Chunks;

/// <summary>A chunk as it is stored, opened but not decoded.</summary>
public readonly record struct EncodedChunk(ChunkCodec Codec, int PlainLength, byte[] Payload);
