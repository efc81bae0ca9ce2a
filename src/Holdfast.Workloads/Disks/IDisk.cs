namespace Holdfast.Workloads.Disks;

/// <summary>A disk as the machine saw it, whatever it is kept in. Reading what was never written gives zeros. Thread-safe.</summary>
public interface IDisk : IByteSource, IDisposable
{
    /// <summary>Bytes of a logical sector: 512 or 4096. Partition tables count in it.</summary>
    int SectorLength { get; }

    /// <summary>What of a range may hold anything but zeros: ascending, apart, within the range. Costs no reading of content.</summary>
    IEnumerable<ByteRange> Data(ByteRange range);
}
