using System.Buffers.Binary;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Fat;

/// <summary>Follows chains of clusters through the table.</summary>
internal sealed class FatChains(IByteSource metadata, FatGeometry geometry)
{
    /// <summary>The clusters of a file.</summary>
    /// <param name="first">0 for a file without any.</param>
    /// <param name="most">Clusters that are wanted; a chain may be longer.</param>
    /// <param name="origin">Of what names the first cluster, for errors.</param>
    /// <exception cref="MalformedFileException">The chain leads elsewhere, or goes round.</exception>
    public RunList Follow(uint first, long most, long origin)
    {
        var runs = new RunList();
        var cluster = first;
        for (long count = 0; count < most && (count > 0 || first != 0); count++)
        {
            if (count > geometry.Clusters) throw new MalformedFileException(origin, "a chain of clusters that ends", "one that goes round");
            if (!geometry.IsCluster(cluster))
            {
                if (count > 0 && IsEnd(cluster)) break;
                throw new MalformedFileException(origin, $"one of the volume's {geometry.Clusters} clusters", $"cluster {cluster}");
            }

            runs.Add(new Run(count * geometry.ClusterLength, geometry.Place(cluster), geometry.ClusterLength));
            cluster = Next(cluster);
        }

        return runs;
    }

    private bool IsEnd(uint cluster) => cluster >= geometry.EntryBits switch { 12 => 0xff8, 16 => 0xfff8, _ => 0x0ffffff8 };

    private uint Next(uint cluster)
    {
        Span<byte> entry = stackalloc byte[sizeof(uint)];
        switch (geometry.EntryBits)
        {
            case 12:
                metadata.Read(geometry.TableOffset + cluster + (cluster / 2), entry[..2]);
                var pair = BinaryPrimitives.ReadUInt16LittleEndian(entry);
                return cluster % 2 == 0 ? pair & 0xfffu : (uint)pair >> 4;
            case 16:
                metadata.Read(geometry.TableOffset + ((long)cluster * 2), entry[..2]);
                return BinaryPrimitives.ReadUInt16LittleEndian(entry);
            default:
                metadata.Read(geometry.TableOffset + ((long)cluster * 4), entry);
                return BinaryPrimitives.ReadUInt32LittleEndian(entry) & 0x0fffffff;
        }
    }
}
