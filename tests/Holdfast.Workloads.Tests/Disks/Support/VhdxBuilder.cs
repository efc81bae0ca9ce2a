using System.Buffers.Binary;
using System.Text;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Vhdx;

namespace Holdfast.Workloads.Tests.Disks.Support;

/// <summary>Makes VHDX files that no program here makes: differencing ones, and ones with a log.</summary>
internal sealed class VhdxBuilder(long length)
{
    public const int Megabyte = 1 << 20;
    public const long Log = Megabyte, Metadata = 2 * Megabyte, Table = 3 * Megabyte, FirstBlock = 4 * Megabyte;

    private readonly SortedDictionary<long, ulong> entries = [];
    private readonly List<(long Offset, byte[] Bytes)> content = [];

    public int BlockLength { get; init; } = Megabyte;

    public int SectorLength { get; init; } = 512;

    public Guid ContentId { get; init; } = new("11111111-2222-3333-4444-555555555555");

    public Guid LogId { get; init; }

    public Dictionary<string, string>? Locator { get; init; }

    private long BlocksOfChunk => VhdxFormat.SectorsOfChunk * SectorLength / BlockLength;

    /// <param name="at">Megabyte of the file.</param>
    public VhdxBuilder Block(long block, int state, long at = 0, byte[]? bytes = null)
    {
        entries[block + (block / BlocksOfChunk)] = ((ulong)at << 20) | (uint)state;
        return bytes is null ? this : Piece(at * Megabyte, bytes);
    }

    public VhdxBuilder Bitmap(long chunk, long at, byte[] bits)
    {
        entries[((chunk + 1) * BlocksOfChunk) + chunk] = ((ulong)at << 20) | BlockState.BitmapPresent;
        return Piece(at * Megabyte, bits);
    }

    public VhdxBuilder Piece(long offset, byte[] bytes)
    {
        content.Add((offset, bytes));
        return this;
    }

    /// <param name="megabytes">Of the file, at least.</param>
    public SparseBytes Build(int megabytes = 5)
    {
        var metadata = new VhdxMetadata(BlockLength, false, length, SectorLength, 4096, new Guid("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"), null, 0);
        var tableLength = Megabyte * (((metadata.EntryCount + BlocksOfChunk) * 8 / Megabyte) + 1);
        var regions = VhdxStructures.Regions(new ByteRange(Table, tableLength), new ByteRange(Metadata, Megabyte));
        var table = new byte[(entries.Keys.LastOrDefault() + 1) * 8];
        foreach (var (index, entry) in entries) BinaryPrimitives.WriteUInt64LittleEndian(table.AsSpan((int)index * 8), entry);
        var file = new SparseBytes((long)megabytes * Megabyte).Put(0, VhdxStructures.Identifier()[..520])
            .Put(VhdxFormat.FirstHeader, Header(7)).Put(VhdxFormat.SecondHeader, Header(8))
            .Put(VhdxFormat.FirstRegionTable, regions[..80]).Put(VhdxFormat.SecondRegionTable, regions[..80]);
        var described = VhdxStructures.Metadata(metadata);
        if (Locator is not null) described = WithParent(described, Locator);
        file.Put(Metadata, described[..512]).Put(Metadata + VhdxFormat.MetadataTableLength, described[VhdxFormat.MetadataTableLength..]).Put(Table, table);
        foreach (var (offset, bytes) in content) file.Put(offset, bytes);
        return file;
    }

    /// <summary>The same two headers after a change to them.</summary>
    public static void Seal(byte[] structure) => VhdxSeal.Write(structure);

    private byte[] Header(ulong sequence)
    {
        var header = VhdxStructures.Header(sequence, Guid.Empty, ContentId, Log);
        LogId.TryWriteBytes(header.AsSpan(48));
        VhdxSeal.Write(header);
        return header;
    }

    private static byte[] WithParent(byte[] metadata, Dictionary<string, string> values)
    {
        var item = new byte[20 + (values.Count * 12)].Concat(values.SelectMany(value => Encoding.Unicode.GetBytes(value.Key + value.Value))).ToArray();
        VhdxFormat.ParentIsVhdx.TryWriteBytes(item);
        BinaryPrimitives.WriteUInt16LittleEndian(item.AsSpan(18), (ushort)values.Count);
        var (entry, text) = (20, 20 + (values.Count * 12));
        foreach (var (key, value) in values)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(item.AsSpan(entry), (uint)text);
            BinaryPrimitives.WriteUInt32LittleEndian(item.AsSpan(entry + 4), (uint)(text + (key.Length * 2)));
            BinaryPrimitives.WriteUInt16LittleEndian(item.AsSpan(entry + 8), (ushort)(key.Length * 2));
            BinaryPrimitives.WriteUInt16LittleEndian(item.AsSpan(entry + 10), (ushort)(value.Length * 2));
            (entry, text) = (entry + 12, text + ((key.Length + value.Length) * 2));
        }

        var number = BinaryPrimitives.ReadUInt16LittleEndian(metadata.AsSpan(10)) + 1;
        BinaryPrimitives.WriteUInt16LittleEndian(metadata.AsSpan(10), (ushort)number);
        VhdxFormat.ParentLocator.TryWriteBytes(metadata.AsSpan(number * 32));
        BinaryPrimitives.WriteUInt32LittleEndian(metadata.AsSpan((number * 32) + 16), (uint)metadata.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(metadata.AsSpan((number * 32) + 20), (uint)item.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(metadata.AsSpan((number * 32) + 24), 4);
        metadata[VhdxFormat.MetadataTableLength + 4] |= 2;
        return [.. metadata, .. item];
    }
}
