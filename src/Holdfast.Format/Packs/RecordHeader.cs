using System.Buffers.Binary;
using Holdfast.Format.Chunks;

namespace Holdfast.Format.Packs;

/// <summary>What a record says of itself: enough to rebuild a pack's footer from its records. docs/format.md §5.</summary>
public readonly record struct RecordHeader(ChunkId Id, ChunkKind Kind, ChunkCodec Codec, int PlainLength, int StoredLength)
{
    public void Write(Span<byte> destination)
    {
        Id.Write(destination);
        destination[32] = (byte)Kind;
        destination[33] = (byte)Codec;
        destination[34] = destination[35] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(destination[36..], PlainLength);
        BinaryPrimitives.WriteInt32LittleEndian(destination[40..], StoredLength);
    }

    /// <exception cref="MalformedDataException">Values that no writer writes.</exception>
    public static RecordHeader Read(ReadOnlySpan<byte> source)
    {
        var header = new RecordHeader(
            ChunkId.Read(source[..32]),
            (ChunkKind)source[32],
            (ChunkCodec)source[33],
            BinaryPrimitives.ReadInt32LittleEndian(source[36..]),
            BinaryPrimitives.ReadInt32LittleEndian(source[40..]));
        header.Check();
        return header;
    }

    internal void Check()
    {
        if (Kind is < ChunkKind.Content or > ChunkKind.ExtentList
            || Codec is not (ChunkCodec.Stored or ChunkCodec.Zstd)
            || PlainLength is < 0 or > PackLayout.LargestChunk
            || StoredLength < 0 || StoredLength > PlainLength
            || (Codec == ChunkCodec.Stored && StoredLength != PlainLength))
            throw new MalformedDataException($"A record of chunk {Id} has impossible lengths or kinds.");
    }
}
