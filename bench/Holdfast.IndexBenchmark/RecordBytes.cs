using System.Buffers.Binary;
using Holdfast.Format.Chunks;
using Holdfast.Store.Index;

namespace Holdfast.IndexBenchmark;

/// <summary>The 24-byte value that the key-value stores keep under an id: what a run keeps, with a 4-byte number for the pack.</summary>
internal static class RecordBytes
{
    public const int KeySize = ChunkId.Size, ValueSize = 24;

    public static void Write(Span<byte> value, in IndexEntry entry, uint pack)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(value, pack);
        BinaryPrimitives.WriteUInt32LittleEndian(value[4..], entry.Slot);
        BinaryPrimitives.WriteUInt32LittleEndian(value[8..], entry.Offset);
        BinaryPrimitives.WriteUInt32LittleEndian(value[12..], entry.StoredLength);
        BinaryPrimitives.WriteUInt32LittleEndian(value[16..], entry.PlainLength);
        value[20] = (byte)entry.Kind;
        value[21] = (byte)entry.Codec;
        value[22..ValueSize].Clear();
    }
}
