using System.Buffers.Binary;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>[MS-VHDX] 2.2.3: where the parts of the file are.</summary>
/// <param name="All">With the log.</param>
internal sealed record VhdxRegions(ByteRange Table, ByteRange Metadata, IReadOnlyList<ByteRange> All)
{
    private const int EntryLength = 32, FirstEntry = 16;

    /// <summary>From the first of the two tables that is sound. Adds a fault where the other is not.</summary>
    /// <exception cref="MalformedFileException">Neither is sound, or the file cannot be read without a region that is not known here.</exception>
    public static VhdxRegions Read(IByteSource file, VhdxHeader header, List<MalformedFileException> faults)
    {
        var known = faults.Count;
        var first = VhdxSeal.TryRead(file, VhdxFormat.FirstRegionTable, VhdxFormat.RegionTableLength, VhdxFormat.RegionSignature, "the first region table of VHDX", faults);
        var second = VhdxSeal.TryRead(file, VhdxFormat.SecondRegionTable, VhdxFormat.RegionTableLength, VhdxFormat.RegionSignature, "the second region table of VHDX", faults);
        return (first ?? second) is { } table ? Parse(table, table == first ? VhdxFormat.FirstRegionTable : VhdxFormat.SecondRegionTable, header) : throw faults[known];
    }

    private static VhdxRegions Parse(ReadOnlySpan<byte> table, long offset, VhdxHeader header)
    {
        var count = BinaryPrimitives.ReadUInt32LittleEndian(table[8..]);
        if (count > VhdxFormat.MostEntries) throw new MalformedFileException(offset + 8, "at most 2047 regions", $"{count}");
        var found = new Dictionary<Guid, ByteRange>();
        for (var index = 0; index < (int)count; index++)
        {
            var at = FirstEntry + (index * EntryLength);
            var entry = table.Slice(at, EntryLength);
            var id = new Guid(entry[..16]);
            var isRequired = (BinaryPrimitives.ReadUInt32LittleEndian(entry[28..]) & 1) != 0;
            if (isRequired && id != VhdxFormat.TableRegion && id != VhdxFormat.MetadataRegion) throw new MalformedFileException(offset + at, "a region that is known here, since it is required", id.ToString());
            if (!found.TryAdd(id, Range(entry, offset + at))) throw new MalformedFileException(offset + at, "each region once", $"{id} again");
        }

        var log = new ByteRange(header.LogOffset, header.LogLength);
        ByteRange[] all = [.. found.Values, .. log.Length > 0 ? (ByteRange[])[log] : []];
        RequireApart(all);
        return new VhdxRegions(
            found.TryGetValue(VhdxFormat.TableRegion, out var blocks) ? blocks : throw new MalformedFileException(offset + FirstEntry, "a region for the block table", "none"),
            found.TryGetValue(VhdxFormat.MetadataRegion, out var metadata) ? metadata : throw new MalformedFileException(offset + FirstEntry, "a region for the metadata", "none"),
            all);
    }

    private static ByteRange Range(ReadOnlySpan<byte> entry, long offset)
    {
        var (start, length) = (BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]), BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]));
        if (start % VhdxFormat.Megabyte != 0 || start < VhdxFormat.Megabyte || start > long.MaxValue - (ulong)uint.MaxValue) throw new MalformedFileException(offset + 16, "the place of a region, in whole megabytes from 1 on", $"{start}");
        return length % VhdxFormat.Megabyte == 0 && length > 0 ? new ByteRange((long)start, length) : throw new MalformedFileException(offset + 24, "the length of a region, in whole megabytes", $"{length}");
    }

    private static void RequireApart(ByteRange[] regions)
    {
        var ordered = regions.OrderBy(region => region.Offset).ToArray();
        for (var index = 1; index < ordered.Length; index++)
        {
            if (ordered[index].Offset < ordered[index - 1].End) throw new MalformedFileException(ordered[index].Offset, "regions and log apart from each other", "some that overlap");
        }
    }
}
