using System.Text;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>A VHDX file, taken apart.</summary>
/// <param name="File">With its log replayed.</param>
internal sealed record VhdxParts(IByteSource File, string Creator, VhdxHeader Header, int ReplayedEntries, VhdxRegions Regions, VhdxMetadata Metadata)
{
    private const int CreatorLength = 512;

    /// <exception cref="MalformedFileException">It cannot be read.</exception>
    public static VhdxParts Read(IByteSource file, List<MalformedFileException> faults)
    {
        var identifier = file.ReadPart(0, VhdxFormat.Identifier.Length + CreatorLength, "the identifier of a VHDX file");
        if (!identifier.AsSpan().StartsWith(VhdxFormat.Identifier)) throw new MalformedFileException(0, "\"vhdxfile\"", "something else");
        var creator = Encoding.Unicode.GetString(identifier.AsSpan(VhdxFormat.Identifier.Length));
        var header = VhdxHeader.Current(file, faults);
        var (replayed, entries) = VhdxLog.Replay(file, header);
        var regions = VhdxRegions.Read(replayed, header, faults);
        var metadata = VhdxMetadataReader.Read(replayed, regions.Metadata);
        if (metadata.EntryCount * sizeof(ulong) > regions.Table.Length) throw new MalformedFileException(regions.Table.Offset, $"{metadata.EntryCount} entries of the block table", $"a region of {regions.Table.Length} bytes");
        return new VhdxParts(replayed, creator.Split('\0', 2)[0], header, entries, regions, metadata);
    }
}
