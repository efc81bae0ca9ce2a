using Holdfast.Format.Chunks;

namespace Holdfast.Format.Packs;

/// <summary>One line of a pack's footer: a chunk and where its record starts. Its slot is its place in the footer.</summary>
public readonly record struct PackEntry(ChunkId Id, ChunkKind Kind, ChunkCodec Codec, uint Offset, int StoredLength, int PlainLength)
{
    public RecordHeader Header => new(Id, Kind, Codec, PlainLength, StoredLength);

    /// <summary>Bytes of the whole record in the pack.</summary>
    public int RecordSize => PackLayout.RecordSize(StoredLength);
}
