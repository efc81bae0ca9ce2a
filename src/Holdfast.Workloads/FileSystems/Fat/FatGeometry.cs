using System.Numerics;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Fat;

/// <summary>What the boot sector says: lengths in bytes, places as offsets from the volume's first byte.</summary>
/// <param name="EntryBits">Of an entry of the table: 12, 16, or 32.</param>
/// <param name="Clusters">Numbered from 2 on.</param>
/// <param name="RootOffset">Of the root directory where it has a place of its own; with 32 bits it is a chain that begins with <paramref name="RootCluster"/>.</param>
internal sealed record FatGeometry(int EntryBits, int ClusterLength, long TableOffset, long Clusters, long ContentOffset, long RootOffset, int RootLength, uint RootCluster)
{
    public const int FirstCluster = 2, EntryLength = 32;

    private const int BootLength = 512;
    private const int FewClusters = 4085, ManyClusters = 65525;

    /// <exception cref="MalformedFileException">The boot sector does not describe a volume.</exception>
    public static FatGeometry Read(IByteSource volume)
    {
        if (volume.Length < BootLength) throw new MalformedFileException(volume.Length, "a boot sector", "the end of the volume");
        var boot = new Fields(volume.Read(0, BootLength), 0);
        int sector = boot.U16(11), perCluster = boot.U8(13);
        if (sector is < 512 or > 4096 || !BitOperations.IsPow2(sector)) throw boot.Refuse(11, "a sector of 512 to 4096 bytes", $"{sector} bytes");
        if (!BitOperations.IsPow2(perCluster)) throw boot.Refuse(13, "a power of two of sectors", $"{perCluster}");
        long total = boot.U16(19) is not 0 and var few ? few : boot.U32(32);
        long tableSectors = boot.U16(22) is not 0 and var low ? low : boot.U32(36);
        var table = (long)boot.U16(14) * sector;
        var root = table + (boot.U8(16) * tableSectors * sector);
        var rootLength = boot.U16(17) * EntryLength;
        var content = root + (((rootLength + sector - 1) / sector) * sector);
        if (table == 0 || content >= volume.Length || total > volume.Length / sector) throw boot.Refuse(14, $"tables and content within the volume's {volume.Length} bytes", $"content from byte {content} on, and {total} sectors");
        var clusters = ((total * sector) - content) / sector / perCluster;
        var bits = boot.U16(22) == 0 ? 32 : clusters < FewClusters ? 12 : 16;
        var held = tableSectors * sector * 8 / bits;
        if (clusters <= 0 || clusters > held - FirstCluster || (bits == 16 && clusters >= ManyClusters)) throw boot.Refuse(32, $"at most the clusters that a table of {held} entries holds", $"{clusters}");
        return new FatGeometry(bits, sector * perCluster, table, clusters, content, root, bits == 32 ? 0 : rootLength, bits == 32 ? boot.U32(44) : 0);
    }

    public bool IsCluster(uint cluster) => cluster >= FirstCluster && cluster - FirstCluster < Clusters;

    public long Place(uint cluster) => ContentOffset + ((long)(cluster - FirstCluster) * ClusterLength);
}
