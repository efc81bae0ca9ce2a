using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks.Writing;

namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>Writes a fixed or dynamic VHDX. A block comes into being with its first byte that is not zero.</summary>
public sealed class VhdxWriter : IDiskWriter
{
    private const long LogOffset = VhdxFormat.Megabyte, MetadataOffset = 2 * VhdxFormat.Megabyte, TableOffset = 3 * VhdxFormat.Megabyte;

    /// <summary>32 MiB of table: a disk of 64 TiB in blocks of 16 MiB or more.</summary>
    private const long MostEntries = 4 << 20;

    private readonly VhdxLayout layout;
    private readonly VhdxMetadata metadata;
    private readonly ulong[] table;
    private readonly DiskFile file;
    private long end;

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.OptionWrong"/>: no VHDX can be laid out so.</exception>
    /// <exception cref="IOException">There is something of that name, or it cannot be made.</exception>
    public VhdxWriter(string path, VhdxLayout layout)
    {
        Require(layout);
        this.layout = layout;
        metadata = new VhdxMetadata(layout.BlockLength, layout.IsFixed, layout.Length, layout.SectorLength, layout.PhysicalSectorLength, layout.DiskId ?? Guid.NewGuid(), null, 0);
        if (metadata.EntryCount > MostEntries) throw Wrong($"A VHDX of {layout.Length} bytes needs longer blocks than {layout.BlockLength} bytes.");
        table = new ulong[metadata.EntryCount];
        end = TableOffset + TableLength;
        file = new DiskFile(path);
        if (!layout.IsFixed) return;
        for (long block = 0; block < metadata.BlockCount; block++) Allocate(block);
        file.SetLength(end);
    }

    public long Length => layout.Length;

    private long TableLength => ((metadata.EntryCount * sizeof(ulong)) + VhdxFormat.Megabyte - 1) / VhdxFormat.Megabyte * VhdxFormat.Megabyte;

    public void Write(long offset, ReadOnlySpan<byte> content)
    {
        DiskFile.Require(offset, content.Length, Length);
        while (!content.IsEmpty)
        {
            var (block, within) = Math.DivRem(offset, layout.BlockLength);
            var part = content[..(int)Math.Min(content.Length, layout.BlockLength - within)];
            var entry = table[Index(block)];
            if (entry == 0 && part.ContainsAnyExcept((byte)0)) entry = Allocate(block);
            if (entry != 0) file.Write(BlockState.Offset(entry) + within, part);
            content = content[part.Length..];
            offset += part.Length;
        }
    }

    /// <summary>Content, then what describes it, then the headers: without these the file is no VHDX.</summary>
    public void Complete()
    {
        file.SetLength(end);
        file.Sync();
        file.Write(TableOffset, LittleEndian());
        file.Write(MetadataOffset, VhdxStructures.Metadata(metadata));
        var regions = VhdxStructures.Regions(new ByteRange(TableOffset, TableLength), new ByteRange(MetadataOffset, VhdxFormat.Megabyte));
        file.Write(VhdxFormat.FirstRegionTable, regions);
        file.Write(VhdxFormat.SecondRegionTable, regions);
        file.Sync();
        var (fileId, contentId) = (Guid.NewGuid(), Guid.NewGuid());
        file.Write(VhdxFormat.FirstHeader, VhdxStructures.Header(0, fileId, contentId, LogOffset));
        file.Write(VhdxFormat.SecondHeader, VhdxStructures.Header(1, fileId, contentId, LogOffset));
        file.Write(0, VhdxStructures.Identifier());
        file.Complete();
    }

    public void Dispose() => file.Dispose();

    private static void Require(VhdxLayout layout)
    {
        if (layout.SectorLength is not (512 or 4096) || layout.PhysicalSectorLength is not (512 or 4096)) throw Wrong("Sectors of a VHDX have 512 or 4096 bytes.");
        if (layout.Length is <= 0 or > VhdxFormat.LongestDisk || layout.Length % layout.SectorLength != 0) throw Wrong($"A VHDX of {layout.Length} bytes cannot be made: whole sectors are wanted, and at most 64 TiB.");
        if (layout.BlockLength is < VhdxFormat.ShortestBlock or > VhdxFormat.LongestBlock || !BitOperations.IsPow2(layout.BlockLength)) throw Wrong($"Blocks of {layout.BlockLength} bytes cannot be made: a power of 2 from 1 to 256 MiB is wanted.");
    }

    private static WorkloadException Wrong(string message) => new(WorkloadFault.OptionWrong, message, "Choose another size or another format.");

    private long Index(long block) => block + (block / metadata.BlocksOfChunk);

    private ulong Allocate(long block)
    {
        var entry = (ulong)end | BlockState.FullyPresent;
        table[Index(block)] = entry;
        end += layout.BlockLength;
        return entry;
    }

    private ReadOnlySpan<byte> LittleEndian()
    {
        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(table, table);
        return MemoryMarshal.AsBytes<ulong>(table);
    }
}
