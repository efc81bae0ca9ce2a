using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Bytes of a volume, and of the attributes on it.</summary>
/// <param name="Raw">For content: read as it is asked for.</param>
/// <param name="Metadata">The same through a cache of blocks.</param>
internal sealed record NtfsVolume(IByteSource Raw, IByteSource Metadata, NtfsGeometry Geometry)
{
    /// <summary>A unit of compression is 16 clusters of at most 4 KiB.</summary>
    private const int MostUnit = 1 << 20;

    /// <summary>Value of an attribute of a file.</summary>
    /// <param name="first">Its first segment.</param>
    /// <param name="over">The volume, cached or not.</param>
    /// <exception cref="NotSupportedException">It is encrypted.</exception>
    public IByteSource Content(NtfsFile file, NtfsAttribute first, IByteSource over)
    {
        if (first.IsEncrypted) throw new NotSupportedException("The file is encrypted (EFS); its content can be read only by Windows with the key of its owner.");
        if (first.IsResident) return new MemoryBytes(first.Value);
        if (first.FirstCluster != 0) throw new MalformedFileException(first.Origin + 16, "the first segment of an attribute", $"one that begins with cluster {first.FirstCluster}");
        var runs = Runs(file.Segments(first), first, over);
        if (first.Size > runs.Mapped) throw new MalformedFileException(first.Origin + 48, "the length of what the runs hold", $"{first.Size} bytes");
        if (!first.IsCompressed || first.UnitClusters == 0) return runs;
        var unit = first.UnitClusters < 16 ? Geometry.ClusterLength << first.UnitClusters : long.MaxValue;
        if (unit > MostUnit) throw new MalformedFileException(first.Origin + 34, $"a unit of compression of at most {MostUnit} bytes", $"2^{first.UnitClusters} clusters");
        return new CompressedBytes(runs, Geometry.ClusterLength, (int)unit, first.Origin);
    }

    /// <summary>The bytes of an attribute's runs.</summary>
    public RunBytes Runs(IEnumerable<NtfsAttribute> segments, NtfsAttribute first, IByteSource over)
    {
        var runs = new RunDecoder(Geometry.ClusterLength, over.Length);
        foreach (var segment in segments) runs.Add(segment);
        return new RunBytes(over, runs.Runs.Runs, first.Size, first.Written);
    }
}
