using System.Buffers.Binary;
using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items.Table;

namespace Holdfast.Agent.Remote;

/// <summary>The root of an item table on the wire: version 1, id, height, items, bytes; numbers little-endian.</summary>
public static class TableRootBytes
{
    private const byte Version = 1;
    private const int Size = 1 + ChunkId.Size + 1 + 8 + 8;

    public static byte[] Write(ItemTableRoot root)
    {
        var bytes = new byte[Size];
        bytes[0] = Version;
        root.Id.Write(bytes.AsSpan(1, ChunkId.Size));
        bytes[1 + ChunkId.Size] = (byte)root.Level;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(2 + ChunkId.Size), root.Items);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(10 + ChunkId.Size), root.Bytes);
        return bytes;
    }

    /// <exception cref="MalformedDataException">Not such bytes, or numbers that no table has.</exception>
    public static ItemTableRoot Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size || bytes[0] != Version) throw new MalformedDataException("This is no root of an item table.");
        var level = bytes[1 + ChunkId.Size];
        var items = BinaryPrimitives.ReadInt64LittleEndian(bytes[(2 + ChunkId.Size)..]);
        var total = BinaryPrimitives.ReadInt64LittleEndian(bytes[(10 + ChunkId.Size)..]);
        if (level > ItemTableRoot.HighestLevel || items < 0 || total < 0) throw new MalformedDataException("The root of an item table has impossible numbers.");
        return new ItemTableRoot(ChunkId.Read(bytes.Slice(1, ChunkId.Size)), level, items, total);
    }
}
