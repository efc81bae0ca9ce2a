using System.Buffers.Binary;
using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;

namespace Holdfast.Store.Index;

/// <summary>
/// The 56 bytes of an entry in a run: id 32, then little-endian pack ordinal, slot, offset, stored length and plain length (4 each),
/// kind 1, codec 1, zero 2. The ordinal is local to the run: a place in its sorted list of packs.
/// </summary>
internal static class EntryBytes
{
    public const int Size = 56;

    private const int PackAt = 32, SlotAt = 36, OffsetAt = 40, StoredAt = 44, PlainAt = 48, KindAt = 52, CodecAt = 53, EndAt = 54;

    public static void Write(Span<byte> destination, in ChunkId id, in ChunkLocation at, uint pack)
    {
        id.Write(destination[..ChunkId.Size]);
        WritePack(destination, pack);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[SlotAt..], at.Slot);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[OffsetAt..], at.Offset);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[StoredAt..], at.StoredLength);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[PlainAt..], at.PlainLength);
        destination[KindAt] = (byte)at.Kind;
        destination[CodecAt] = (byte)at.Codec;
        destination[EndAt..Size].Clear();
    }

    public static void WritePack(Span<byte> entry, uint pack) => BinaryPrimitives.WriteUInt32LittleEndian(entry[PackAt..], pack);

    public static uint Pack(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt32LittleEndian(entry[PackAt..]);

    /// <summary>The first eight bytes of the id, as a number that orders as the bytes do.</summary>
    public static ulong Prefix(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt64BigEndian(entry);

    public static ReadOnlySpan<byte> Id(ReadOnlySpan<byte> entry) => entry[..ChunkId.Size];

    public static int CompareId(ReadOnlySpan<byte> entry, in ChunkId id)
    {
        var order = Prefix(entry).CompareTo(id.Value.A);
        return order != 0 ? order : ChunkId.Read(Id(entry)).CompareTo(id);
    }

    public static ChunkLocation Location(ReadOnlySpan<byte> entry, in PackId pack) => new(
        pack,
        BinaryPrimitives.ReadUInt32LittleEndian(entry[SlotAt..]),
        BinaryPrimitives.ReadUInt32LittleEndian(entry[OffsetAt..]),
        BinaryPrimitives.ReadUInt32LittleEndian(entry[StoredAt..]),
        BinaryPrimitives.ReadUInt32LittleEndian(entry[PlainAt..]),
        (ChunkKind)entry[KindAt],
        (ChunkCodec)entry[CodecAt]);
}
