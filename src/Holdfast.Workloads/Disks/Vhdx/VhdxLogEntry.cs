namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>An entry of the log that is sound: [MS-VHDX] 2.3.1.</summary>
/// <param name="Position">In the ring.</param>
/// <param name="Tail">Position of the oldest entry that is to be replayed with this one.</param>
/// <param name="FlushedLength">The file had at least so many bytes when this was written.</param>
/// <param name="LastLength">The file has at least so many bytes once the log is replayed.</param>
internal sealed record VhdxLogEntry(long Position, long Length, long Tail, ulong Sequence, int DescriptorCount, ulong FlushedLength, ulong LastLength)
{
    public const int HeaderLength = 64, DescriptorLength = 32;

    public long DescriptorSectors => (HeaderLength + ((long)DescriptorCount * DescriptorLength) + VhdxFormat.LogSector - 1) / VhdxFormat.LogSector;
}
